"""`kam run`: a command on tables as JSON, tables in and outcome out; how a light click uses the full environment."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any

import click

from kam_xl.cli import options
from kam_xl.cli.terminal import KamCommand, exit_code, print_json
from kam_xl.commands.blocks import blocks
from kam_xl.commands.check import as_dict as finding_dict
from kam_xl.commands.registry import COMMANDS
from kam_xl.commands.task import Outcome, Task, as_of_of
from kam_xl.errors import UsageError
from kam_xl.exchange.identity import with_ids
from kam_xl.i18n import message
from kam_xl.sheets.parse import parse
from kam_xl.sheets.wire import book_from_json, to_json


@click.command("run", cls=KamCommand, help=options.text("run"))
@click.argument("name", metavar="COMMAND", type=click.Choice(list(COMMANDS)))
def run(name: str) -> int:
    """Read a book as JSON from stdin, run a command on it, write its outcome as JSON to stdout.

    Input: `{"book": {"tables": …, "cells": …}, "args": {…}, "as_of": "2026-11-23", "who": "…"}`.
    Output: `{"lang", "message", "data", "findings", "go", "blocks"}`; blocks are the cells to write.
    """
    task = _task(name)
    command = COMMANDS[name]
    if not task.parsed.policy.has(command.tool):
        raise UsageError(reason=message("cli.switched_off", command=name))
    outcome = command.function()(task)
    print_json(outcome_to_json(task, outcome))
    return exit_code(outcome.findings)


def outcome_to_json(task: Task, outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as JSON data, its changes as blocks of cells."""
    book = task.parsed
    changed = blocks(book.portfolio, with_ids(outcome.portfolio), book.policy) if outcome.portfolio else ()
    return {
        "lang": task.lang,
        "message": outcome.message.in_(task.lang),
        "data": outcome.data,
        "findings": [finding_dict(one, task.lang) for one in outcome.findings],
        "go": {"sheet": outcome.go.sheet, "cell": outcome.go.cell} if outcome.go else None,
        "blocks": [
            {"table": one.table, "row": one.row, "values": {key: to_json(value) for key, value in one.values.items()}}
            for one in changed
        ],
    }


def _task(name: str) -> Task:
    try:
        data = json.load(sys.stdin)
        raw = book_from_json(data["book"])
        asked = dt.date.fromisoformat(data["as_of"]) if data.get("as_of") else None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(reason=message("cli.bad_json", detail=f"{type(error).__name__}: {error}")) from error
    parsed = parse(raw)
    day = as_of_of(parsed.portfolio, asked, dt.date.today())
    args = data.get("args") or {}
    if not isinstance(args, dict) or (name == "import" and "export" not in args):
        raise UsageError(reason=message("cli.bad_json", detail="args"))
    today = {"today": dt.date.today().isoformat()}
    return Task(parsed, day, parsed.portfolio.lang, data.get("who", ""), today | args)
