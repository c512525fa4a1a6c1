"""What tests of sending share: a book full of things that must stay at home, and a look into every part of a file."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from functools import cache
from pathlib import Path
from typing import Any

from kam_xl.build.workbook import build
from kam_xl.commands.task import Task
from kam_xl.exchange.books import open_book
from kam_xl.exchange.identity import with_ids
from kam_xl.i18n import Lang
from kam_xl.model import Portfolio, Proposal
from kam_xl.model_exchange import Conflict, LogEntry
from kam_xl.rules import assess
from kam_xl.sheets.carried import Carried, Note, OwnColumn, row_key
from kam_xl.sheets.schema import ACCOUNTS
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, on_record
from tests.factories_plan import a_plan, facts, tasks_of, worked_actions, worked_goals
from tests.factories_tasks import a_member, an_answer

TODAY = dt.date(2026, 11, 26)
CLIENT = "Armatura"

STAYS = re.compile(rb"HOME\d\d|HOMEFOLDER|vbaProject|xlwings\.conf|HOMEAUTHOR|HOMEUSER")
"""What no part of a file that is sent may hold; every secret of `secretive` begins with `HOME`."""


def secretive(lang: Lang = "en") -> Portfolio:
    """Return a book in which everything that stays at home holds a mark of its own, `HOME01` to `HOME21`."""
    path = r"see C:\Users\HOMEUSER\x"
    accounts = (
        on_record(
            CLIENT, notes="HOME01", lower_pay=True, folder="HOMEFOLDER/Armatura", crm_link="https://crm.example.com/7"
        ),
        an_account("Ёлка", crm_link=r"\\server\HOME02\card.htm", notes="HOME03", segment="/home/HOME04/segment"),
        an_account("Third", crm_link="..\\HOME05", evidence=f"{path} HOME06"),
    )
    answers = (
        an_answer(
            "interests", account=CLIENT, answer="HOME07", source="HOME08", who="HOME09", link="https://HOME10.org"
        ),
        an_answer("why_key", account=CLIENT, answer="The only one near the plant", link="file:///srv/HOME11.pdf"),
    )
    members = (
        a_member("Ivanov", account=CLIENT, personal_interest="HOME12", evidence="~/HOME13 and more"),
        a_member("Petrov", account=CLIENT, personal_interest="HOME14", phone="+7 900"),
    )
    rows: tuple[Any, ...] = (a_plan(), *worked_goals(), *worked_actions(), *facts(2026, 2.0, 2.5))
    plan = tasks_of(*(replace(one, account=CLIENT) for one in rows))
    proposals = (
        Proposal("", CLIENT, "lower_pay", True, "HOME15", "HOME16", AS_OF),
        Proposal("", CLIENT, "margin", 3.0, "Invoices of the year", r"D:\exports\HOME17.csv", AS_OF),
    )
    conflict = Conflict(
        "c1", CLIENT, "tblAccounts", "", "notes", "", "", "", "HOME18", "HOME19", "", "HOME20", AS_OF, "HOME21", "",
    )  # fmt: skip
    entry = LogEntry("x1", AS_OF, "changed", CLIENT, "HOME22", "HOME23", "HOME24", "HOME25", "HOME26", "HOME27", "", "")
    portfolio = replace(
        a_portfolio(*accounts, manager="Анна Петрова", as_of_fixed=AS_OF), lang=lang,
        tasks=replace(plan, answers=answers, members=members), proposals=proposals, conflicts=(conflict,), log=(entry,),
    )  # fmt: skip
    return with_ids(portfolio)


def added_by_people(portfolio: Portfolio) -> Carried:
    """Return own columns and comments with marks."""
    rows = [row_key(ACCOUNTS, {"id": one.id, "account": one.account}) for one in portfolio.accounts]
    own = (
        OwnColumn("tblAccounts", "HOME30", dict.fromkeys(rows, "HOME31")),
        OwnColumn("tblAccounts", "Visits", {rows[0]: 4.0}, "", 9.0),
        OwnColumn("tblAccounts", "Where", {rows[0]: r"C:\HOME32\x"}),
    )
    notes = (
        Note("tblAccounts", rows[0], "margin", "HOME33", "HOMEAUTHOR"),
        Note("", row_key(ACCOUNTS, {}), "hours", "HOME34", "HOMEAUTHOR"),
    )
    return Carried(own, notes, fills={("tblAccounts", rows[1], "margin"): "#ABCDEF"})


def a_book(path: Path, portfolio: Portfolio | None = None, *, lang: Lang = "en", macros: bool = False) -> Path:
    """Write the secretive book with what people added to it, or another one as it is."""
    path.write_bytes(_built(portfolio, Carried(), macros) if portfolio else _secretive_book(lang, macros))
    return path


@cache
def _secretive_book(lang: Lang, macros: bool) -> bytes:
    return _built(secretive(lang), added_by_people(secretive(lang)), macros)


def _built(portfolio: Portfolio, carried: Carried, macros: bool) -> bytes:
    return build(assess(portfolio, default_policy(), AS_OF), (), carried, macros=macros)


def a_sending(path: Path, **args: object) -> Task:
    """Return the task of sending a workbook file on `TODAY`."""
    parsed = open_book(path)
    asked = {"book": str(path), "to": ("orlov@example.com",), "today": TODAY.isoformat(), **args}
    return Task(parsed, AS_OF, parsed.portfolio.lang, parsed.portfolio.setup.manager, asked)


def parts(data: bytes, name: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield every part of a file with its name: those of packages in it and of mails, decoded, down to the last."""
    yield name, data
    yield f"{name} (text)", html.unescape(data.decode("utf-8", "ignore")).encode()
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for one in package.infolist():
                yield from parts(package.read(one), f"{name}/{one.filename}")
                yield one.filename, one.filename.encode() + one.comment + one.extra
    elif name.endswith(".eml"):
        for part in message_from_bytes(data, policy=policy.default).walk():
            content = part.get_payload(decode=True)
            yield f"{name} (head)", "\n".join(f"{key}: {text}" for key, text in part.items()).encode()
            if isinstance(content, bytes):
                yield from parts(content, f"{name}/{part.get_filename() or part.get_content_type()}")


def found(data: bytes, name: str, wanted: re.Pattern[bytes] = STAYS) -> list[tuple[str, bytes]]:
    """Return the parts of a file in which something wanted stands, in UTF-8 or UTF-16."""
    texts = ((part, text, text.replace(b"\0", b"")) for part, text in parts(data, name))
    return [(part, hit[0]) for part, *both in texts for text in both if (hit := wanted.search(text))]
