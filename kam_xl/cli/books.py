"""Commands on a manager's book: new, import, qualify, cap, check."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from kam_xl.cli import options
from kam_xl.cli.show import decided_sentence, show_caps, show_qualified, show_reasons
from kam_xl.cli.terminal import (
    KamCommand,
    exit_code,
    note,
    print_findings,
    print_json,
    print_line,
    say_error,
    spoken,
    ui_lang,
    working,
)
from kam_xl.commands.cap import as_dict as cap_dict
from kam_xl.commands.cap import check_cap
from kam_xl.commands.check import as_dict as finding_dict
from kam_xl.commands.check import check_workbook
from kam_xl.commands.qualify import qualify_accounts
from kam_xl.commands.task import Task, as_of_of
from kam_xl.errors import InputError, UnknownAccount, UsageError
from kam_xl.exchange.books import full_environment, open_book, save_changed
from kam_xl.exchange.new_books import Made, NewBook, make_books, total
from kam_xl.findings import Severity
from kam_xl.i18n import Lang, message, say
from kam_xl.model import natural_name
from kam_xl.policy import Policy
from kam_xl.policy.file import default as default_policy
from kam_xl.policy.file import read as read_policy
from kam_xl.sheets.parse import Parsed

HOURS_A_MONTH = 744
"""Hours of the longest month."""


@click.command("new", cls=KamCommand, help=options.text("new"), epilog=options.text("new.examples"))
@options.book
@click.option("--manager", metavar="NAME", help=options.text("manager"))
@click.option("--head", metavar="NAME", help=options.text("head"))
@click.option("--margin-plan", type=options.Amount(1e15), help=options.text("margin_plan"))
@click.option("--hours", type=options.Amount(HOURS_A_MONTH), help=options.text("hours"))
@click.option("--from", "export", metavar="EXPORT", type=click.Path(path_type=Path), help=options.text("from"))
@options.seller
@options.policy
@options.lang
@options.as_of
@options.as_json
@click.option("--force", is_flag=True, help=options.text("force"))
def new(
    book: Path,
    manager: str | None,
    head: str | None,
    margin_plan: float | None,
    hours: float | None,
    export: Path | None,
    seller: str | None,
    map_file: Path | None,
    money_per: float,
    policy_file: Path | None,
    lang: Lang | None,
    as_of: dt.date | None,
    as_json: bool,
    force: bool,
) -> int:
    """Make a manager's book, empty or from an export; one book for each seller of the export."""
    asked = NewBook(book, manager, head, margin_plan, hours, export, map_file, seller, lang or ui_lang(), as_of, force)
    with working(say(ui_lang(), "cli.working.new", file=str(export))) if export else nullcontext():
        made = make_books(asked, policy_of(policy_file), dt.date.today())
    if as_json:
        print_json([one.as_dict() for one in made])
    else:
        _say_made(made)
    return int(any(one.whole.over > 0 for one in made))


def _say_made(made: list[Made]) -> None:
    words = ui_lang()
    report = total(made)
    for line in report.lines if report else ():
        note(line.in_(words))
    for one in made:
        click.echo(str(one.path))
        if len(made) == 1:
            print_findings(one.findings, words)
    if len(made) > 1:
        show_caps([cap_dict(one.whole) for one in made], words)
    _say_dated(made[0].whole.portfolio.setup.as_of_fixed if report else None)
    if report:
        full = [
            message("cli.over.one", name=one.manager, n=one.whole.qualifying, limit=one.whole.limit)
            for one in made
            if one.whole.over > 0
        ]
        note(say(words, "cli.over", names=full) if full else say(words, "cli.over.none"))
    note(say(words, "cli.next.new", book=str(made[0].path)))


def _say_dated(day: dt.date | None) -> None:
    if day is not None:
        note(say(ui_lang(), "cli.dated", day=day))


@click.command("import", cls=KamCommand, help=options.text("import"), epilog=options.text("import.examples"))
@click.argument("export", metavar="EXPORT", type=click.Path(path_type=Path))
@click.option(
    "--into", "book", metavar="BOOK", required=True, type=click.Path(path_type=Path), help=options.text("into")
)
@options.seller
@options.as_of
@options.drop_foreign
@options.as_json
def import_(
    export: Path,
    book: Path,
    seller: str | None,
    map_file: Path | None,
    money_per: float,
    as_of: dt.date | None,
    drop_foreign: bool,
    as_json: bool,
) -> int:
    """Take a sales export into a book: facts move, grades are proposed, what the manager typed stays."""
    words, today = ui_lang(), dt.date.today()
    with working(say(words, "cli.working.import", file=str(export))):
        parsed = open_book(book)
        if not parsed.policy.has("imports"):
            raise UsageError(str(book), reason=message("cli.switched_off", command="import"))
        asked: dict[str, Any] = {
            "export": str(export),
            "map": map_file and str(map_file),
            "seller": seller,
            "as_of": as_of and as_of.isoformat(),
            "today": today.isoformat(),
            "money_per": money_per,
        }
        outcome = full_environment("kam_xl.exchange.import_sales").import_sales(task_of(parsed, as_of, asked))
        written = save_changed(book, parsed, outcome, today, drop_foreign=drop_foreign)
    if as_json:
        print_json(outcome.data)
    else:
        for line in outcome.data["report"]:
            note(line)
        note(outcome.message.in_(words))
    print_findings(outcome.findings, words)
    if outcome.portfolio is not None and outcome.portfolio.setup.as_of_fixed != parsed.portfolio.setup.as_of_fixed:
        _say_dated(outcome.portfolio.setup.as_of_fixed)
    note(say(words, "cli.next.import" if written else "cli.unchanged", book=str(book)))
    return int(any(one.severity >= Severity.WARNING for one in outcome.findings))


@click.command("qualify", cls=KamCommand, help=options.text("qualify"), epilog=options.text("qualify.examples"))
@options.book
@click.option("--account", "accounts", multiple=True, metavar="NAME", help=options.text("account"))
@click.option("--write", is_flag=True, help=options.text("write"))
@click.option("--leaver", metavar="NAME", help=options.text("leaver"))
@click.option("--who", metavar="NAME", help=options.text("who"))
@options.policy
@options.as_of
@options.drop_foreign
@options.as_json
def qualify(
    book: Path,
    accounts: tuple[str, ...],
    write: bool,
    leaver: str | None,
    who: str | None,
    policy_file: Path | None,
    as_of: dt.date | None,
    drop_foreign: bool,
    as_json: bool,
) -> int:
    """Judge accounts: verdict, reasons, nearest change; with `--write` make decisions of record."""
    parsed = open_book(book, policy_of(policy_file) if policy_file else None)
    if leaver is not None:
        parsed = _with_leaver(parsed, leaver, write)
    task = task_of(parsed, as_of, {"accounts": accounts, "write": write}, who)
    outcome = qualify_accounts(task)
    written = save_changed(book, parsed, outcome, dt.date.today(), drop_foreign=drop_foreign)
    if as_json:
        print_json(outcome.data)
    elif accounts:
        show_reasons(outcome.data, task.lang)
    else:
        show_qualified(outcome.data, task.lang)
    print_findings(outcome.findings, task.lang)
    note(outcome.message.in_(task.lang))
    if write and outcome.portfolio is not None:
        new = outcome.portfolio.decisions[len(parsed.portfolio.decisions) :]
        if new:
            note(decided_sentence(new, task.lang))
        note(say(task.lang, "cli.written" if written else "cli.unchanged", book=book.name))
    return exit_code(outcome.findings)


def _with_leaver(parsed: Parsed, leaver: str, write: bool) -> Parsed:
    """Name who gives up the place, as the drop-down on Portfolio does."""
    if not write:
        raise UsageError(reason=message("cli.leaver_without_write"))
    known = {natural_name(one.account): one.account for one in parsed.portfolio.accounts}
    if natural_name(leaver) not in known:
        raise UnknownAccount(account=leaver, near="")
    setup = replace(parsed.portfolio.setup, leaver=known[natural_name(leaver)])
    return replace(parsed, portfolio=replace(parsed.portfolio, setup=setup))


@click.command("cap", cls=KamCommand, help=options.text("cap"))
@click.argument("books", metavar="BOOK...", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.policy
@options.as_of
@options.as_json
def cap(books: tuple[Path, ...], policy_file: Path | None, as_of: dt.date | None, as_json: bool) -> int:
    """Compare the clients that qualify with how many each manager can carry."""
    used = policy_of(policy_file) if policy_file else None
    tasks: list[Task] = []
    code = 0
    for book in books:
        try:
            tasks.append(task_of(open_book(book, used), as_of, {}))
        except InputError as error:
            # One bad book does not stop the rest.
            say_error(error.in_(ui_lang()))
            code = error.exit_code
    outcomes = [check_cap(task) for task in tasks]
    if as_json:
        print_json([one.data for one in outcomes])
    else:
        show_caps([one.data for one in outcomes], ui_lang())
    for task, outcome in zip(tasks, outcomes, strict=True):
        print_findings(outcome.findings, task.lang)
        note(outcome.message.in_(task.lang))
        over = outcome.data["over"] > 0 or outcome.data["record_over"] > 0
        code = max(code, int(over), exit_code(outcome.findings))
    return code


@click.command("check", cls=KamCommand, help=options.text("check"))
@options.book
@options.policy
@options.as_of
@options.as_json
def check(book: Path, policy_file: Path | None, as_of: dt.date | None, as_json: bool) -> int:
    """Find what cannot be read, what is missing and what needs a decision."""
    parsed = open_book(book, policy_of(policy_file) if policy_file else None)
    task = task_of(parsed, as_of, {})
    outcome = check_workbook(task)
    if as_json:
        print_json([finding_dict(one, task.lang) for one in outcome.findings])
    else:
        for one in outcome.findings:
            print_line(one.in_(task.lang))
    note(outcome.message.in_(task.lang))
    return exit_code(outcome.findings)


def policy_of(path: Path | None) -> Policy:
    """Return the policy of a file, the shipped one where none is named.

    Raises:
        PolicyError: the file is wrong; every mistake is listed.
    """
    return read_policy(path) if path else default_policy()


def task_of(parsed: Parsed, as_of: dt.date | None, args: dict[str, Any], who: str | None = None) -> Task:
    """Return what a command works on: the book as read, the day that it counts with, the language, who asks."""
    portfolio = parsed.portfolio
    day = as_of_of(portfolio, as_of, dt.date.today())
    return Task(parsed, day, spoken(portfolio.lang), who or portfolio.setup.manager, args)
