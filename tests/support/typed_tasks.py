"""Rows of the dossier and of the buying center as people type them, odd ones too, and a book judged from them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kam_xl.build import workbook
from kam_xl.i18n import Lang, Text
from kam_xl.model import Setup
from kam_xl.policy import Policy
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.sheets import schema
from kam_xl.sheets.parse import parse
from kam_xl.sheets.raw import RawBook, RawTable, Value
from kam_xl.sheets.render import Row
from kam_xl.sheets.render_tasks import task_rows
from kam_xl.sheets.task_records import Kept
from kam_xl.sheets.words import words
from tests.factories import AS_OF, default_policy
from tests.factories_tasks import a_question, a_set, ago, center_rules, dossier_rules
from tests.support.parity import ODD_DATES, raw_book

NAMES = ("Armatura", "A*", "A~?", "=1+1", "Ёлка", "1С-сервис", "Trade  House", "armature", "A", "Last\u00a0one")
HOSPITAL = Text("Hospital  of Ёlka", "Больница")


def two_sets() -> Policy:
    """Return a small policy: a set for hospitals beside the general one, with a question of the same id."""
    hospital = a_set(
        a_question("size", days=10.0), a_question("beds", "money", starter=True, ask="user"),
        a_question("extra", mandatory=False, ask="coach"), id="medical", segments=(HOSPITAL,),
    )  # fmt: skip
    return replace(default_policy(), dossier=dossier_rules(a_set(), hospital), center=center_rules())


class Typed:
    """Random rows of three tables, by table; every row has something in it.

    Args:
        seed: for the random numbers.
        policy: names the questions and the roles.
        lang: the language of the book.
        answers, members: how many rows.
    """

    def __init__(self, seed: int, policy: Policy, lang: Lang, answers: int = 120, members: int = 60) -> None:
        self._source = random.Random(seed)
        self.policy, self.lang = policy, lang
        self.rows = {
            "tblAccounts": [self._account(name) for name in NAMES],
            "tblDossier": [self._answer() for _ in range(answers)],
            "tblMembers": [self._member(i) for i in range(members)],
        }

    def judged(self, **setup: str) -> PortfolioAssessment:
        """Return what Python reads from the rows, with its verdicts."""
        typed = Setup("Anna", margin_plan=30.0, as_of_fixed=AS_OF, **setup)  # type: ignore[arg-type]
        raw = raw_book(self.rows["tblAccounts"], typed, self.policy, self.lang)
        tables = {name: self._table(name) for name in ("tblDossier", "tblMembers")}
        book = RawBook({**raw.tables, **tables}, raw.cells)
        return assess(parse(book, self.policy).portfolio, self.policy, AS_OF)

    def built(self, path: Path, monkeypatch: pytest.MonkeyPatch, **setup: str) -> PortfolioAssessment:
        """Write a workbook whose cells hold what was typed, its cached values being Python's."""
        whole = self.judged(**setup)

        def typed(kept: Kept, *rest: object) -> Sequence[Row]:
            return self.rows.get(kept.table.name) or task_rows(kept, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr(workbook, "task_rows", typed)
        path.write_bytes(workbook.build(whole))
        return whole

    def _table(self, name: str) -> RawTable:
        table = schema.table(name)
        columns = [column for column in table.shown(self.policy) if column.role != "calculated"]
        headers = tuple(schema.header(table, column, self.lang) for column in columns)
        return RawTable(name, "", headers, [[row.get(one.key) for one in columns] for row in self.rows[name]])

    def _pick(self, usual: Sequence[Value], *odd: Value) -> Value:
        return self._source.choice(odd if odd and self._source.random() < 0.12 else usual)

    def _day(self, *odd: Value) -> Value:
        days = [ago(n) for n in (0, 1, 9, 10, 11, 14, 15, 30, 31, 59, 60, 61, 89, 90, 91, 120, 400, -1, -6, -7, -40)]
        return self._pick([*days, *days, None], "May", 45000.0, dt.datetime(2026, 1, 5, 12), *odd)

    def _client(self) -> Value:
        return self._pick([*NAMES[:7], "armatura", " ёлка", "trade house", "LAST ONE"], None, "Nobody", "A**", 7.0)

    def _account(self, name: str) -> Row:
        segment = self._pick(["", "Trade", HOSPITAL.en, HOSPITAL.ru, "hospital of  ёlka", "Hosp*"])
        return {"account": name, "segment": segment, "key_since": ago(100) if self._source.random() < 0.7 else None}

    def _answer(self) -> Row:
        ids = [question.id for one in self.policy.dossier.sets for question in one.questions]
        return {
            "account": self._client(), "question": self._pick(ids, "SIZE ", "si*", None, "unheard_of", 5.0),
            "answer": self._pick(["Forty", "–", "0"], None, " ", 0.0, 12.5), "source": "x",
            "as_of": self._day(*ODD_DATES),
            "status": self._pick([None, *words("certainty", "en"), *words("certainty", "ru")], "*", "Assumed", "maybe"),
        }  # fmt: skip

    def _member(self, number: int) -> Row:
        roles = [text for role in self.policy.center.roles for text in (role.name.en, role.name.ru, role.id)]
        states = [None, None, words("member_states", "en")[0], words("member_states", "ru")[0]]
        return {
            "account": self._client(), "name": self._pick([f"Person {number}", f"Ёжик {number}", "=B"], None, "*"),
            "position": "p", "role": self._pick(roles, None, "unheard of", f" {roles[0].upper()}", "*"),
            "influence": self._pick([0.0, 1.0, 2.0, 3.0, 5.0], None, "3", 6.0, -1.0),
            "attitude": self._pick([-2.0, -1.0, 0.0, 1.0, 2.0], None, "1", 3.0, -3.0),
            "cadence": self._pick([None, 7.0, 30.0], 0.0, 800.0, "30"), "last_contact": self._day(*ODD_DATES),
            "next_step": self._pick(["Call", "Meet"], None, " "), "next_date": self._day(),
            "state": self._pick(states, *words("member_states", "en")[1:], *words("member_states", "ru")[1:], "x"),
        }  # fmt: skip
