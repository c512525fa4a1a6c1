"""Commands on the perspective plans of a manager's book: plan, roll, sign."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kam_xl.cli import options
from kam_xl.cli.show_plans import show_months, show_plans, show_signed
from kam_xl.cli.task_runs import Run, code_of, run_command
from kam_xl.cli.terminal import KamCommand


@click.command("plan", cls=KamCommand, help=options.text("plan"))
@options.book
@options.accounts
@options.as_of
@options.as_json
def plan(book: Path, accounts: tuple[str, ...], as_of: dt.date | None, as_json: bool) -> int:
    """Add up the perspective plans and find what they lack."""
    _, outcome = run_command("plan", Run(book, {"accounts": accounts}, as_of, as_json), show_plans)
    return code_of(outcome)


@click.command("roll", cls=KamCommand, help=options.text("roll_down"))
@options.book
@options.accounts
@click.option("--year", type=click.IntRange(2000, 2100), metavar="YEAR", help=options.text("year"))
@options.as_of
@options.as_json
def roll(book: Path, accounts: tuple[str, ...], year: int | None, as_of: dt.date | None, as_json: bool) -> int:
    """Spread the plans over the months of their years, beside the facts."""
    args = {"accounts": accounts, "year": year}
    _, outcome = run_command("roll_down", Run(book, args, as_of, as_json), show_months)
    return code_of(outcome)


@click.command("sign", cls=KamCommand, help=options.text("sign"))
@options.book
@click.option("--account", "accounts", multiple=True, required=True, metavar="NAME", help=options.text("clients"))
@click.option("--head", metavar="NAME", help=options.text("signing_head"))
@click.option("--decisions", metavar="TEXT", help=options.text("decisions"))
@options.as_of
@options.drop_foreign
@options.as_json
def sign(
    book: Path,
    accounts: tuple[str, ...],
    head: str | None,
    decisions: str | None,
    as_of: dt.date | None,
    drop_foreign: bool,
    as_json: bool,
) -> int:
    """Record that manager and head agreed on a plan as it stands."""
    args = {"accounts": accounts, "head": head, "decisions": decisions}
    _, outcome = run_command("sign", Run(book, args, as_of, as_json, True, drop_foreign), show_signed)
    return code_of(outcome)
