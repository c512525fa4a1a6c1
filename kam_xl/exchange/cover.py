"""What a mail with a book says, in the book's language: who sends what, what is asked, what stays, how to return it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from kam_xl.exchange.staying import Staying
from kam_xl.findings import Finding, Severity
from kam_xl.i18n import Lang, Message, message, say
from kam_xl.rules import PortfolioAssessment
from kam_xl.rules.key_accounts import key_accounts
from kam_xl.rules.plan_signing import Signature
from kam_xl.sheets import schema
from kam_xl.values import value

NAMED = 5
"""Clients that the text names at most."""

_STAY = ("notes", "pay", "personal", "folders", "links", "paths", "own", "comments")
"""Kinds of what stays, in the order in which they are told."""


@value
class Cover:
    """What the text tells of a copy: `by` sends the book of `manager`; `findings` are those that the copy lists.

    `unsigned` names the clients whose plans wait for a signature; `staying` counts what was not sent by kind;
    `along` are the kinds that went along because the sender asked for it.
    """

    lang: Lang
    file: str
    manager: str
    by: str
    to: str
    day: dt.date
    returned: bool
    key_accounts: int
    limit: int
    findings: int
    unsigned: tuple[str, ...]
    signs: bool
    staying: Mapping[str, int]
    along: Sequence[str] = ()


def cover_of(
    whole: PortfolioAssessment,
    findings: Sequence[Finding],
    staying: Staying,
    file: str,
    day: dt.date,
    returned: bool,
) -> Cover:
    """Return what there is to tell of a copy, judged as it is sent."""
    setup = whole.portfolio.setup
    by, to = (setup.head, setup.manager) if returned else (setup.manager, setup.head)
    signs = whole.policy.has("plan")
    return Cover(
        whole.portfolio.lang, file, setup.manager, by, to, day, returned, len(whole.on_record), whole.limit,
        sum(one.severity >= Severity.WARNING for one in findings), unsigned_plans(whole) if signs else (), signs,
        staying.counts, staying.along,
    )  # fmt: skip


def unsigned_plans(whole: PortfolioAssessment) -> tuple[str, ...]:
    """Return the key accounts whose plan holds something and is not signed as it stands."""
    return tuple(
        one.account.account
        for one in key_accounts(whole)
        if one.signature is not Signature.SIGNED and (one.rows.goals or one.rows.actions)
    )


def subject(cover: Cover) -> str:
    """Return the subject of the mail."""
    key = "returned" if cover.returned else "review"
    return say(cover.lang, f"send.subject.{key}", manager=cover.manager or cover.file, day=cover.day)


def text(cover: Cover) -> str:
    """Return the text of the mail: paragraphs with a blank line between them."""
    parts = (_greeting, _what, _asked, _short, _along, _stays, _back)
    return "\n\n".join(filter(None, (*(part(cover) for part in parts), cover.by))) + "\n"


def along_words(kinds: Sequence[str]) -> list[Message]:
    """Return what went along, kind by kind."""
    return [message(f"send.along.{kind}") for kind in kinds]


def staying_lines(counts: Mapping[str, int], lang: Lang) -> list[str]:
    """Return what was not sent, a kind a line."""
    return [say(lang, f"send.stays.{kind}", n=counts[kind]) for kind in _STAY if counts.get(kind)]


def _greeting(cover: Cover) -> str:
    return say(cover.lang, "send.hello.name", name=cover.to) if cover.to else say(cover.lang, "send.hello")


def _what(cover: Cover) -> str:
    key = "returned" if cover.returned else "review"
    whose = message("send.whose", manager=cover.manager) if cover.manager else ""
    return say(cover.lang, f"send.what.{key}", whose=whose, file=cover.file)


def _asked(cover: Cover) -> str:
    if cover.returned:
        return say(cover.lang, "send.asked.returned")
    lines = [say(cover.lang, "send.asked.open")]
    if cover.signs:
        lines.append(say(cover.lang, "send.asked.sign", sheet=schema.sheet_name("reviews", cover.lang)))
    lines.append(say(cover.lang, "send.asked.reply"))
    return "\n".join([say(cover.lang, "send.asked"), *(f"{i}. {line}" for i, line in enumerate(lines, start=1))])


def _short(cover: Cover) -> str:
    return "\n".join([say(cover.lang, "send.short"), *(f"– {line}" for line in _figures(cover))])


def _figures(cover: Cover) -> Iterator[str]:
    yield say(cover.lang, "send.short.keys", n=cover.key_accounts, limit=cover.limit)
    sheet = schema.sheet_name("findings", cover.lang)
    yield say(cover.lang, "send.short.findings" if cover.findings else "send.short.fine", n=cover.findings, sheet=sheet)
    if cover.unsigned:
        more = len(cover.unsigned) - NAMED
        names = [*cover.unsigned[:NAMED], *([message("send.short.more", n=more)] if more > 0 else [])]
        yield say(cover.lang, "send.short.unsigned", n=len(cover.unsigned), clients=names)
    elif cover.signs:
        yield say(cover.lang, "send.short.signed")


def _along(cover: Cover) -> str:
    return say(cover.lang, "send.along", kinds=along_words(cover.along)) if cover.along else ""


def _stays(cover: Cover) -> str:
    lines = staying_lines(cover.staying, cover.lang)
    return "\n".join([say(cover.lang, "send.stays"), *(f"– {line}" for line in lines)]) if lines else ""


def _back(cover: Cover) -> str:
    return "" if cover.returned else say(cover.lang, "send.safe")
