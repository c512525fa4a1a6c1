"""Read the example team from its files: one TOML a manager, and one for what the books share.

The record of an account follows from its decisions: key since the last one that let it enter, reviewed on the last of
all. A grade, lever or flag that a file leaves out is a blank cell. Both languages give the same ids and numbers.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from kam_xl.demo.tasks import demo_tasks
from kam_xl.i18n import Lang
from kam_xl.model import Account, Decision, Portfolio, Proposal, Scores, Setup, natural_name, record_id
from kam_xl.policy import CRITERIA, LEVERS, fingerprint
from kam_xl.policy.file import default

Data = Mapping[str, Any]

DEMO_AS_OF = dt.date(2026, 9, 30)
"""The day on which the example books are judged, so that they look alike whenever they are built."""

DEMO_MANAGERS = ("sokolova", "lebedev", "vogel")
"""Keys of the managers, in the order in which the team is shown."""

_CRM = "https://crm.example.com/accounts/{}"


def demo_portfolios(lang: Lang) -> tuple[Portfolio, ...]:
    """Return the books of the whole team in a language; money in million roubles a year without VAT."""
    return tuple(demo_portfolio(manager, lang) for manager in DEMO_MANAGERS)


def demo_portfolio(manager: str, lang: Lang) -> Portfolio:
    """Return the book of one manager, named by a key of `DEMO_MANAGERS`.

    Raises:
        FileNotFoundError: there is no such manager in the team.
    """
    return _Book(manager, lang).portfolio_with_tasks()


class _Book:
    """Turn one manager's file into a portfolio in one language."""

    def __init__(self, manager: str, lang: Lang) -> None:
        self.manager, self.data, self.team = manager, _file(manager), _file("team")
        self.lang, self.id = lang, record_id("b", "demo", manager)

    def portfolio_with_tasks(self) -> Portfolio:
        book = self.portfolio()
        names = {row["name"]["en"]: self.text(row, "name") for row in self.data["accounts"]}
        return replace(book, tasks=demo_tasks(self.manager, book, names, DEMO_AS_OF))

    def portfolio(self) -> Portfolio:
        rows = self.data["accounts"]
        return Portfolio(
            book_id=self.id,
            lang=self.lang,
            setup=self.setup(),
            accounts=tuple(self.account(row) for row in rows),
            proposals=tuple(self.proposal(row, one) for row in [self.data, *rows] for one in row.get("proposals", ())),
            decisions=tuple(
                sorted(
                    (self.decision(row, one) for row in rows for one in row.get("decisions", ())),
                    key=lambda decision: decision.date,
                )
            ),
        )

    def setup(self) -> Setup:
        return Setup(
            manager=self.text(self.data, "manager"),
            head=self.text(self.team, "head"),
            currency=self.text(self.team, "currency"),
            margin_plan=self.data["margin_plan"],
            hours=float(self.data["hours"]),
            plan_confirmed=self.data.get("plan_confirmed"),
            as_of_fixed=DEMO_AS_OF,
        )

    def account(self, row: Data) -> Account:
        decisions = row.get("decisions", ())
        key_since = _key_since(decisions)
        return Account(
            id=self.account_id(row),
            account=self.text(row, "name"),
            segment=self.text(self.team["segments"], row["segment"]),
            crm_link=_CRM.format(row["crm"]),
            margin=row["margin"],
            penetration=row.get("penetration"),
            headroom=row["headroom"],
            loss_probability=row["loss_probability"],
            company=tuple(True if criterion in row["company"] else None for criterion in CRITERIA),
            grades=_scores(row.get("grades", {}), CRITERIA),
            levers=_scores(row.get("levers", {}), LEVERS),
            evidence=self.text(row, "evidence"),
            evidence_date=row.get("evidence_date"),
            lower_pay=row.get("lower_pay"),
            reserved_goods=row.get("reserved_goods"),
            forced_priority=row.get("forced_priority"),
            served_by=row.get("served_by", ""),
            proposed=self.team["import_day"] if row.get("imported") else None,
            confirmed=row.get("confirmed"),
            notes=self.text(row, "notes"),
            key_since=key_since,
            low_reviews=float(row.get("low_reviews", 0)) if key_since else None,
            last_review=max((one["date"] for one in decisions), default=None),
        )

    def proposal(self, row: Data, one: Data) -> Proposal:
        of_book = row is self.data
        account_id = "" if of_book else self.account_id(row)
        value = one["value"]
        return Proposal(
            id=record_id("p", self.id, account_id, one["field"]),
            account="" if of_book else self.text(row, "name"),
            field=one["field"],
            value=value if isinstance(value, bool) else float(value),
            evidence=one[self.lang],
            source=self.team["import_source"],
            date=self.team["import_day"],
        )

    def decision(self, row: Data, one: Data) -> Decision:
        return Decision(
            id=record_id("d", self.id, self.account_id(row), one["date"]),
            date=one["date"],
            account=self.text(row, "name"),
            verdict=one.get("verdict", "key"),
            change=one["change"],
            points=one["points"],
            influence=one["influence"],
            stake=one["stake"],
            why=one[self.lang],
            who=self.text(self.team, "head"),
            policy=fingerprint(default()),
        )

    def account_id(self, row: Data) -> str:
        return record_id("a", self.id, "tblAccounts", natural_name(row["name"]["en"]))

    def text(self, data: Data, key: str) -> str:
        return str(data[key][self.lang]) if key in data else ""


def _key_since(decisions: Sequence[Data]) -> dt.date | None:
    """Return since when an account is key on record; None where it never entered or has left since."""
    since: dt.date | None = None
    for one in decisions:
        if one["change"] == "entered":
            since = one["date"]
        elif one["change"] == "left":
            since = None
    return since


def _scores(typed: Data, ids: tuple[str, ...]) -> Scores:
    return tuple(None if (score := typed.get(id)) is None else float(score) for id in ids)


@cache
def _file(name: str) -> Data:
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
