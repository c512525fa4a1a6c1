"""What a collection tells people and programs: a sentence, what to look at, and everything as data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from kam_xl.commands.check import as_dict
from kam_xl.exchange.collect.claims import Claim
from kam_xl.exchange.collect.team import Team, Together
from kam_xl.exchange.collect.team_findings import reader
from kam_xl.exchange.collect.words import kind_of, remedy
from kam_xl.exchange.store import Arrival
from kam_xl.exchange.team_tables import BOOKS, CLAIMS
from kam_xl.findings import Severity
from kam_xl.i18n import Lang, Message, message, say

_book, _claim = reader(BOOKS), reader(CLAIMS)


def counts(team: Team) -> Mapping[str, int]:
    """Return how many files of the collection were taken, older, sent again, copies, refused, and no books at all."""
    found = Counter(kind_of(one) for one in team.arrivals())
    return {kind: found[kind] for kind in ("current", "older", "resent", "identical", "refused", "aside")}


def summary(team: Team) -> Message:
    """Return in one sentence what was read and how many books the team has now."""
    return message("collect.summary", books=len(team.books), **counts(team))


def asks_somebody(team: Team, together: Together) -> bool:
    """Tell whether anything of the collection asks somebody to act: a refused file, or a finding."""
    if counts(team)["refused"] or any(one.finding.severity >= Severity.WARNING for one in together.findings):
        return True
    return any(_book(row, "findings") for row in team.rows("books"))


def lines(team: Team, together: Together, lang: Lang) -> Iterator[str]:
    """Yield what people should look at, a line each: refused files, then findings between books, then those of books.

    Of the findings of single books only the counts are told; they stand in the team workbook.
    """
    for one in team.arrivals():
        if kind_of(one) == "refused" and one.reason:
            yield " — ".join(part for part in (one.source, one.reason.in_(lang), remedy(one.reason, lang)) if part)
    for found in together.findings:
        yield found.finding.in_(lang)
    for row in team.rows("books"):
        if _book(row, "findings"):
            errors = _book(row, "errors")
            key = "collect.book_errors" if errors else "collect.book_findings"
            yield say(lang, key, manager=row[0] or row[1], source=row[-3], n=_book(row, "findings"), errors=errors)


def json_pieces(team: Team, together: Together, lang: Lang) -> Iterator[str]:
    """Yield the whole as JSON text in pieces, a book at a time, since a large team's findings are many."""
    yield '{"books": ['
    for i, one in enumerate(team.arrivals()):
        yield ("," if i else "") + "\n" + _text(_file(team, one, lang))
    found = counts(team)
    rest = {
        "accepted": sum(found.values()) - found["refused"] - found["aside"],
        "refused": found["refused"],
        "aside": found["aside"],
        "duplicates": found["identical"] + found["resent"],
        "conflicts": len(together.claims),
        "claims": [claim_dict(claim) for claim in together.claims],
        "late": [{"manager": row[0], "book_id": row[1], "received": row[3].isoformat(), "days": row[4]}
                 for row in together.late],
        "findings": [
            {"manager": one.manager, "book_id": one.book_id, **as_dict(one.finding, lang)}
            for one in together.findings
        ],
    }  # fmt: skip
    yield "\n]," + _text(rest)[1:] + "\n"


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def _file(team: Team, one: Arrival, lang: Lang) -> dict[str, Any]:
    """Return a file that came as data; figures and findings of a book stand with the file that it is judged by.

    Of a book that was sent again with nothing new that is the file sent last, since all cells are named in it.
    """
    told: dict[str, Any] = {
        "source": one.source,
        "kind": kind_of(one),
        "accepted": one.kind != "refused",
        "code": one.code or None,
        "reason": one.reason.in_(lang) if one.reason else None,
        "do": (remedy(one.reason, lang) or None) if one.reason else None,
        "manager": one.manager or None,
        "book_id": one.book_id or None,
        "sha256": one.sha256,
        "received": one.received.isoformat(),
        "stamp": one.stamp.isoformat() if one.stamp else None,
        "sender": one.sender or None,
    }
    book = team.book(one.submission) if one.kind != "identical" else None
    if book is not None:
        row = team.rows_of(book, "books")["books"][0]
        told |= {key: _book(row, key) for key in ("accounts", "key_accounts", "on_record", "limit", "policy_drift")}
        told["as_of"] = _book(row, "as_of").isoformat()
        told["findings"] = [as_dict(each, lang) for each in team.findings_of(book)]
    return told


def claim_dict(claim: Claim) -> dict[str, Any]:
    """Return a disputed client as data, who claims it from the first to the last."""
    keys = ("manager", "book_id", "account", "place", "keeps", "influence", "margin", "stake", "points", "verdict",
            "on_record", "source", "sheet", "cell")  # fmt: skip
    return {"client": _claim(claim[0], "claim"), "claims": [{key: _claim(row, key) for key in keys} for row in claim]}
