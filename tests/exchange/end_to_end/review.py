"""One book goes to the head and comes back: what he types, what the manager types meanwhile, and what merging makes."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kam_xl.demo import DEMO_AS_OF
from kam_xl.exchange.books import open_book
from kam_xl.exchange.state import SETUP, State, state_of
from kam_xl.i18n import Lang, say
from kam_xl.model import Portfolio
from tests.cli.conftest import Run
from tests.exchange.end_to_end.command_line import kam
from tests.exchange.end_to_end.team import SentBook
from tests.exchange.end_to_end.typing import add_column, add_note, delete_row, sort_rows
from tests.support.versions import Typing

SIGNED, MOVED, DISPUTED, RENAMED, RISKY = (
    "a4b76344b85", "a6fc3d5e83d", "ad9ff82d444", "af4e271b93f", "a1294fa4634",
)  # fmt: skip
"""Clients by id: whose plan the head signs; whose plan he signs and the manager moves on; about whom both disagree; who
gets another name meanwhile; of whom the head strikes out a risk."""

LEBEDEVS = "a195c7279fd"
"""A client of another manager, whom a third one claims."""

DUE, BUDGET, HEADROOM = dt.date(2026, 11, 30), 0.07, 9.75
BASE_CHANCE, OURS, THEIRS, MARGIN = 0.3, 0.5, 0.2, 3.21
OWN, MARK, NOTE, MEMBER, DECISION = "Birthday", "3 May", "Ask about the tender", "Olga Kim", "Agreed as it stands"
NEW_NAME: Mapping[Lang, str] = {"en": "Belorechye Thermal Works", "ru": "Белореченский теплотехнический завод"}


@dataclass(frozen=True)
class Review:
    """The stations of a book on disk, and what the two merges said.

    `then` is the book as it was sent, `copy` what went to the head, `returned` what came back, `before` the manager's
    own book before the merge, `merged` after it, `chosen` after his choice.
    """

    lang: Lang
    then: Path
    copy: Path
    returned: Path
    before: Path
    merged: Path
    chosen: Path
    merging: Run
    choosing: Run

    @cached_property
    def base(self) -> Portfolio:
        """Return the book as it was sent."""
        return open_book(self.then).portfolio

    @cached_property
    def result(self) -> Portfolio:
        """Return the book after the merge."""
        return open_book(self.merged).portfolio

    @cached_property
    def decided(self) -> Portfolio:
        """Return the book after the manager's choice."""
        return open_book(self.chosen).portfolio


def reviewed(sent: SentBook, lang: Lang) -> Review:
    """Walk the whole way of one book."""
    base, folder = open_book(sent.then).portfolio, sent.then.parent
    returned, before, merged = (folder / f"{name}.xlsx" for name in ("returned", "before", "merged"))
    shutil.copy(sent.copy, returned)
    head_reviews(returned, base, lang)
    manager_goes_on(sent.book, base, lang)
    shutil.copy(sent.book, before)
    merging = kam(lang, "merge", sent.book, returned, "-o", sent.book, "--json")
    shutil.copy(sent.book, merged)
    choose_theirs(sent.book, lang)
    choosing = kam(lang, "merge", sent.book, "-o", sent.book, "--json")
    return Review(lang, sent.then, sent.copy, returned, before, merged, sent.book, merging, choosing)


def head_reviews(copy: Path, sent: Portfolio, lang: Lang) -> None:
    """Type into the copy what a head does in Excel, and save it."""
    with Typing(copy, lang) as head:
        head.type("tblActions", first_of(sent.tasks.actions, sent, SIGNED).id, due=DUE, budget_y1=BUDGET)
        head.type("tblAccounts", DISPUTED, loss_probability=THEIRS)
        head.type("tblAccounts", RENAMED, headroom=HEADROOM)
        for client in (SIGNED, MOVED):
            head.add("tblReviews", account=name_of(sent, client), date=DEMO_AS_OF, decisions=DECISION,
                     head=sent.setup.head)  # fmt: skip
        head.add("tblMembers", account=name_of(sent, RENAMED), name=MEMBER)
        delete_row(head, "tblRisks", first_of(sent.tasks.risks, sent, RISKY).id)
        sort_rows(head, "tblActions", "action")
        add_column(head, "tblMembers", OWN, MARK)
        add_note(head, "tblMembers", "name", NOTE, sent.setup.head)


def manager_goes_on(book: Path, sent: Portfolio, lang: Lang) -> None:
    """Type into the manager's own book what he does before the copy is back."""
    with Typing(book, lang) as manager:
        manager.type("tblAccounts", DISPUTED, loss_probability=OURS, margin=MARGIN)
        manager.type("tblAccounts", RENAMED, account=NEW_NAME[lang])
        manager.type("tblActions", first_of(sent.tasks.actions, sent, MOVED).id, due=DUE)


def choose_theirs(book: Path, lang: Lang) -> None:
    """Choose theirs on every conflict of a book, in its drop-down."""
    with Typing(book, lang) as manager:
        for one in open_book(book).portfolio.conflicts:
            manager.type("tblConflicts", one.id, choice=say(lang, "list.sides.theirs"))


def expected(base: Portfolio, lang: Lang, chance: float) -> State:
    """Return the book as it was sent with what both sides did to it, but for the rows that the head added."""
    state = state_of(base)
    tables: dict[str, dict[str, dict[str, Any]]] = {
        table: {id: dict(fields) for id, fields in records.items()} for table, records in state.tables.items()
    }
    accounts, actions = tables["tblAccounts"], tables["tblActions"]
    accounts[DISPUTED] |= {"loss_probability": chance, "margin": MARGIN}
    accounts[RENAMED] |= {"account": NEW_NAME[lang], "headroom": HEADROOM}
    actions[first_of(base.tasks.actions, base, SIGNED).id] |= {"due": DUE, "budget_y1": BUDGET}
    actions[first_of(base.tasks.actions, base, MOVED).id] |= {"due": DUE}
    del tables["tblRisks"][first_of(base.tasks.risks, base, RISKY).id]
    return State(state.book_id, state.lang, tables)


def added(base: State, now: State) -> Mapping[str, list[Mapping[str, Any]]]:
    """Return the records of a version that another one lacks, by table."""
    found = {
        table: [fields for id, fields in records.items() if id not in base.tables[table]]
        for table, records in now.tables.items()
        if table != SETUP
    }
    return {table: records for table, records in found.items() if records}


def without(state: State, other: State) -> Mapping[str, Mapping[str, Any]]:
    """Return the tables of a version without the records that another one lacks."""
    return {
        table: {id: fields for id, fields in records.items() if id in other.tables[table]}
        for table, records in state.tables.items()
    }


def name_of(portfolio: Portfolio, client: str) -> str:
    """Return what a client is called."""
    return next(one.account for one in portfolio.accounts if one.id == client)


def first_of(records: tuple[Any, ...], portfolio: Portfolio, client: str) -> Any:
    """Return the first record of a client."""
    return next(one for one in records if one.account == name_of(portfolio, client))
