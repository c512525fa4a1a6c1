"""Workbook files: open one, run a command on it, make a new one, put a changed one in the old one's place."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from kam_xl.build.workbook import build
from kam_xl.commands.imported import Imported
from kam_xl.commands.task import Outcome, Task, as_of_of
from kam_xl.errors import FileExists, ForeignContent, FullEnvironmentNeeded, InputError, NoPermission
from kam_xl.excel.carry import people_content
from kam_xl.excel.file import FileBook, replace_book
from kam_xl.exchange.identity import with_duplicates, with_ids
from kam_xl.exchange.other_policy import left_out, with_old_role_names
from kam_xl.findings import Finding
from kam_xl.i18n import Lang
from kam_xl.model import Portfolio, Setup, record_id
from kam_xl.policy import Policy
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.rules.review import review
from kam_xl.rules.task_review import review_tasks
from kam_xl.sheets.carried import Carried
from kam_xl.sheets.parse import Parsed, parse
from kam_xl.sheets.render import render

FRESH_DAYS = 92
"""Days, a quarter: an export whose last day is not older speaks of today; an older one is judged as of its time."""


def full_environment(module: str) -> Any:
    """Return a module that needs more than a click's environment has, such as pandas.

    Raises:
        FullEnvironmentNeeded: a package that it needs is not installed here; it is named.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("kam_xl"):
            raise
        raise FullEnvironmentNeeded(package=missing.name) from missing


def open_book(path: Path, policy: Policy | None = None) -> Parsed:
    """Read a workbook file; judge by its own policy, or by another one.

    Raises:
        InputError: the file cannot be read, each kind with its own leaf.
    """
    raw = FileBook(path).read()
    try:
        parsed = parse(raw, policy)
    except InputError as error:
        raise error.within(path.name) from error
    return with_duplicates(parsed)


def new_portfolio(lang: Lang, setup: Setup, book_id: str = "") -> Portfolio:
    """Return an empty book with an id of its own."""
    return Portfolio(book_id or record_id("b", uuid.uuid4().hex), lang, setup)


def save_new(
    path: Path,
    portfolio: Portfolio,
    policy: Policy,
    as_of: dt.date,
    *,
    force: bool = False,
    extra: tuple[Finding, ...] = (),
) -> tuple[Finding, ...]:
    """Write a new workbook file and return the findings that it lists; `extra` ones come from an import.

    Raises:
        FileExists: a file is there and `force` was not given.
        OpenElsewhere, NoPermission, DiskFull: the file cannot be written.
    """
    if path.exists() and not force:
        raise FileExists(str(path))
    whole = assess(with_ids(portfolio), policy, as_of)
    findings = findings_of(whole, extra)
    make_folder(path.parent)
    replace_book(path, build(whole, findings, macros=has_macros(path)))
    return findings


def save_text(path: Path, text: str) -> None:
    """Write a new text file, UTF-8.

    Raises:
        FileExists: a file is there.
        NoPermission: it cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise FileExists(str(path)) from error
    except OSError as error:
        raise NoPermission(str(path)) from error


def make_folder(folder: Path) -> None:
    """Make a folder for books, and those above it.

    Raises:
        NoPermission: it cannot be made: no right, or a file is in the way.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoPermission(str(folder)) from error


def save_changed(path: Path, parsed: Parsed, outcome: Outcome, today: dt.date, *, drop_foreign: bool = False) -> bool:
    """Build the workbook anew with a command's outcome and put it in the old one's place; tell whether it changed.

    The old one stays as .bak. Columns, notes, widths, hidden and highlighted rows that people added are carried over.
    The book keeps the policy that it was built with, and its cached values are those of the day that it counts with
    itself, whatever policy and day a command was asked to judge by.

    Raises:
        ForeignContent: something that cannot be carried over is in the book, and `drop_foreign` was not given.
        OpenElsewhere, NoPermission, DiskFull: the file cannot be written; the old one is whole.
    """
    if outcome.portfolio is None or outcome.portfolio == parsed.portfolio:
        return False
    carried = people_content(path, drop_foreign=drop_foreign)
    replace_book(path, _rebuilt(path, parsed, outcome.portfolio, today, carried, outcome.news))
    return True


def upgrade_book(
    path: Path,
    target: Path,
    today: dt.date,
    *,
    policy: Policy | None = None,
    drop_foreign: bool = False,
    force: bool = False,
) -> None:
    """Build a workbook anew by this version of the package, with all that is in it; the old one stays as .bak.

    The target's ending decides whether it has macros (.xlsm) or not (.xlsx); it may be the same file. Given a policy,
    the book is built from that, else from the one that it was built with.

    Raises:
        FileExists: the target is another file, and there, and `force` was not given.
        UnreadableValues: cells cannot be read, and would be lost.
        ForeignContent: something that cannot be carried over is in the book, or records of a tool that the policy
            switches off, and `drop_foreign` was not given.
        InputError: the book cannot be read, or the target not written.
    """
    if target.exists() and not target.samefile(path) and not force:
        raise FileExists(str(target))
    parsed = open_book(path)
    Task(parsed, today, parsed.portfolio.lang).refuse_unreadable()
    portfolio = parsed.portfolio
    if policy is not None:
        if (lost := left_out(parsed, policy)) and not drop_foreign:
            raise ForeignContent(str(path), things=lost)
        portfolio = with_old_role_names(portfolio, parsed.policy, policy)
        parsed = replace(parsed, built_policy=policy)
    carried = people_content(path, drop_foreign=drop_foreign)
    replace_book(target, _rebuilt(target, parsed, portfolio, today, carried))


def save_as(
    target: Path,
    parsed: Parsed,
    portfolio: Portfolio,
    today: dt.date,
    carried: Carried,
    news: tuple[Finding, ...] = (),
) -> None:
    """Build a workbook of a book as read, with another portfolio, and put it in a place; an old file stays as .bak.

    Raises:
        OpenElsewhere, NoPermission, DiskFull: the file cannot be written; an old one is whole.
    """
    replace_book(target, _rebuilt(target, parsed, portfolio, today, carried, news))


def _rebuilt(
    target: Path,
    parsed: Parsed,
    portfolio: Portfolio,
    today: dt.date,
    carried: Carried,
    news: tuple[Finding, ...] = (),
) -> bytes:
    numbered = with_ids(portfolio)
    whole = assess(numbered, parsed.built_policy or parsed.policy, as_of_of(numbered, None, today))
    return build(whole, findings_of(whole, news), carried, macros=has_macros(target))


def has_macros(path: Path) -> bool:
    """Tell whether a workbook of this name is the macro workbook."""
    return path.suffix.lower() == ".xlsm"


def with_date(portfolio: Portfolio, imported: Imported, today: dt.date) -> Portfolio:
    """Fix the day that the book counts with to the export's last day, so that old data are judged as of their time.

    A fresh export (last day within `FRESH_DAYS` of today) leaves the book counting with today.
    """
    if imported.as_of is None or not imported.derived or (today - imported.as_of).days <= FRESH_DAYS:
        return portfolio
    return replace(portfolio, setup=replace(portfolio.setup, as_of_fixed=imported.as_of))


def findings_of(whole: PortfolioAssessment, extra: tuple[Finding, ...] = ()) -> tuple[Finding, ...]:
    """Return what a workbook built from this portfolio has to list, each with its place in that workbook.

    `extra` are findings of a command or an import; those on accounts get their cells too.
    """
    parsed = parse(render(whole), whole.policy)
    task = Task(parsed, whole.as_of, whole.portfolio.lang)
    standing = parsed.findings + task.located(review(whole) + review_tasks(whole))
    return standing + tuple(one for one in task.located(extra) if one not in standing)
