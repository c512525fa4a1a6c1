"""Read the three tasks of the example team: one TOML file a client in `clients`, what the files share in `words.toml`.

A client's file names people, groups and clients in English; both languages give the same ids and numbers. What grows
old (answers, contacts) and what is to come (next steps, targets) is dated in days before or after the day of the demo;
plans and reviews belong to calendar years and have dates.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from kam_xl.demo.sales import demo_facts, demo_seasons
from kam_xl.model import Portfolio, natural_name, record_id
from kam_xl.model_tasks import YEARS, Action, Answer, Goal, Member, Plan, Review, Risk, Tasks
from kam_xl.rules.plan_control import version
from kam_xl.rules.plan_rows import plan_rows

Data = Mapping[str, Any]


def demo_tasks(manager: str, book: Portfolio, names: Mapping[str, str], as_of: dt.date) -> Tasks:
    """Return dossiers, buying centers, plans and sales of a manager's clients in the language of the book.

    Args:
        manager: key of the manager, the name of a folder in `clients`.
        book: the manager's book with its setup and accounts.
        names: English name of each client → its name in the book, in the order of the book.
        as_of: the day from which days are counted.
    """
    files = _files(manager)
    clients = [_Client(files[name], book, shown, as_of) for name, shown in names.items() if name in files]
    typed = Tasks(
        answers=tuple(row for one in clients for row in one.answers()),
        members=tuple(row for one in clients for row in one.members()),
        plans=tuple(row for one in clients for row in one.plans()),
        goals=tuple(row for one in clients for row in one.goals()),
        actions=tuple(row for one in clients for row in one.actions()),
        risks=tuple(row for one in clients for row in one.risks()),
    )
    return replace(
        typed,
        reviews=tuple(row for one in clients for row in one.reviews(typed)),
        seasons=demo_seasons(manager, book, names),
        facts=demo_facts(manager, book, names, as_of),
    )


class _Client:
    """Turn one client's file into rows of the tables, in the language of the book."""

    def __init__(self, data: Data, book: Portfolio, shown: str, as_of: dt.date) -> None:
        self.data, self.book, self.shown, self.as_of = data, book, shown, as_of
        self.people = {one["en"]["name"]: one[book.lang]["name"] for one in data["members"]}

    def answers(self) -> Iterator[Answer]:
        for question, one in self.data["answers"].items():
            yield Answer(
                id=self.id("q", "tblDossier", question),
                account=self.shown,
                question=question,
                answer=one[self.book.lang],
                source=self.word("sources", one["source"]),
                status="assumed" if one.get("assumed") else "confirmed",
                as_of=self.day(-one["age"]),
                who=self.ours(one.get("ours", "manager")),
                link=one.get("link", ""),
            )

    def members(self) -> Iterator[Member]:
        for one in self.data["members"]:
            texts = one[self.book.lang]
            yield Member(
                id=self.id("m", "tblMembers", one["en"]["name"]),
                account=self.shown,
                name=texts["name"],
                position=texts["position"],
                inside=not one.get("outside", False),
                role=one["role"],
                influence=float(one["influence"]),
                attitude=float(one["attitude"]),
                target_attitude=_number(one.get("target")),
                target_by=self.day(one.get("target_in")),
                interest=texts.get("interest", ""),
                personal_interest=texts.get("personal", ""),
                reports_to=self.people.get(one.get("reports_to", ""), ""),
                competitor_tie=texts.get("tie", ""),
                our_contact=self.ours(one["ours"]) if "ours" in one else "",
                channel=self.word("channels", one["channel"]) if "channel" in one else "",
                cadence=_number(one.get("cadence")),
                last_contact=self.day(-one["contact_age"] if "contact_age" in one else None),
                next_step=texts.get("step", ""),
                next_date=self.day(one.get("step_in")),
                evidence=texts.get("evidence", ""),
                status="assumed" if one.get("assumed") else "confirmed",
                state=one.get("state", "active"),
            )

    def plans(self) -> Iterator[Plan]:
        if plan := self.data.get("plan"):
            yield Plan(
                id=self.id("l", "tblPlans"),
                account=self.shown,
                base_year=float(plan["base_year"]),
                growth=plan["growth"],
                strategy=self.text(plan, "strategy"),
                not_do=self.text(plan, "not_do"),
                stop_rule=self.text(plan, "stop_rule"),
                next_review=plan.get("next_review"),
            )

    def goals(self) -> Iterator[Goal]:
        for one in self.data.get("goals", ()):
            yield Goal(
                id=self.id("g", "tblGoals", one["group"]),
                account=self.shown,
                product_group=self.word("groups", one["group"]),
                margin_rate=one["rate"],
                potential=_years(one["potential"], YEARS + 1),
                sales=_years(one["sales"], YEARS + 1),
                margin=_years(one.get("margin", ()), YEARS + 1),
            )

    def actions(self) -> Iterator[Action]:
        for one in self.data.get("actions", ()):
            yield Action(
                id=self.id("t", "tblActions", one["code"]),
                account=self.shown,
                code=one["code"],
                action=one[self.book.lang],
                owner=self.ours(one["owner"]),
                due=one["due"],
                start=one["start"],
                budget=_years(one["budget"], YEARS),
                effect=_years(one["effect"], YEARS),
                probability=one["probability"],
                scales=one.get("scales", False),
                status=one["status"],
                rests_on=", ".join(self.people.get(name, name) for name in one.get("rests_on", ())),
            )

    def risks(self) -> Iterator[Risk]:
        for one in self.data.get("risks", ()):
            yield Risk(
                id=self.id("r", "tblRisks", one["en"]["risk"]),
                account=self.shown,
                probability=one["probability"],
                impact=one["impact"],
                **one[self.book.lang],
            )

    def reviews(self, typed: Tasks) -> Iterator[Review]:
        for one in self.data.get("reviews", ()):
            signed = one["signed"]
            yield Review(
                id=self.id("v", "tblReviews", one["date"]),
                account=self.shown,
                date=one["date"],
                decisions=one[self.book.lang],
                manager=self.book.setup.manager,
                head=self.book.setup.head if signed != "by manager" else "",
                version=self.version(typed, signed),
                next_review=one.get("next_review"),
            )

    def version(self, typed: Tasks, signed: str) -> float | None:
        """Return the version that was signed: today's, or the one before the last action was added."""
        (rows,) = plan_rows(typed, [self.shown])
        if signed == "before last action":
            rows = replace(rows, actions=rows.actions[:-1])
        return None if signed == "by manager" else float(version(rows))

    def ours(self, key: str) -> str:
        """Return who that is on our side: a name for manager and head, else the post."""
        setup = self.book.setup
        return {"manager": setup.manager, "head": setup.head}.get(key) or self.word("ours", key)

    def word(self, kind: str, key: str) -> str:
        return str(_words()[kind][key][self.book.lang])

    def text(self, data: Data, key: str) -> str:
        return str(data[key][self.book.lang]) if key in data else ""

    def day(self, days: int | None) -> dt.date | None:
        return None if days is None else self.as_of + dt.timedelta(days=days)

    def id(self, prefix: str, table: str, *key: object) -> str:
        return record_id(prefix, self.book.book_id, table, natural_name(self.data["account"]), *key)


def _number(typed: float | None) -> float | None:
    return None if typed is None else float(typed)


def _years(amounts: Sequence[float], columns: int) -> tuple[float | None, ...]:
    """Return amounts by year, blanks after them."""
    return (*map(float, amounts), *[None] * (columns - len(amounts)))


@cache
def _files(manager: str) -> Mapping[str, Data]:
    """Return the files of a manager's clients by the English name of the client."""
    folder = resources.files(__package__).joinpath("clients", manager)
    read = (tomllib.loads(one.read_text("utf-8")) for one in folder.iterdir() if one.name.endswith(".toml"))
    return {one["account"]: one for one in read}


@cache
def _words() -> Data:
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
