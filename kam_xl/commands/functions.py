"""The worksheet functions, said once: name, arguments, and the pure function from cell values to cell values.

VBA wrappers, the function wizard's texts and `kam_xl.udf` follow from here; descriptions stand in the catalogue under
`function.<NAME>` and `function.<NAME>.<argument>`. Each function takes whole ranges in one call and judges through the
same parsing and rules as the commands. What cannot be answered is a mark that VBA turns into an Excel error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from kam_xl.commands.function_values import (
    NOT_AVAILABLE,
    Argument,
    Function,
    Grid,
    Result,
    Unanswerable,
    column,
    day_of,
    flat,
    language_of,
    together,
)
from kam_xl.commands.task_functions import TASK_FUNCTIONS
from kam_xl.findings import NOWHERE
from kam_xl.i18n import Text
from kam_xl.model import Account, natural_name
from kam_xl.rules import Assessment, PortfolioAssessment, assess
from kam_xl.rules.cap import account_limit
from kam_xl.rules.explain import why_text
from kam_xl.rules.qualify import influence_of, points_of, stake_of, weighted_grades, weighted_levers
from kam_xl.rules.robustness import nearest_change
from kam_xl.sheets import schema
from kam_xl.sheets.cells import read_column
from kam_xl.sheets.context import Context, book_of
from kam_xl.sheets.raw import Value
from kam_xl.sheets.words import word


def _influence(context: Context, levers: Grid) -> Result:
    policy = book_of(context).policy
    return column([influence_of(weighted_levers(row, policy)) for row in _scores(schema.LEVER_KEYS, levers)])


def _points(context: Context, grades: Grid, levers: Grid) -> Result:
    policy = book_of(context).policy
    pairs = together(_scores(schema.GRADE_KEYS, grades), _scores(schema.LEVER_KEYS, levers))
    return column([points_of(weighted_grades(g, policy), weighted_levers(v, policy), policy) for g, v in pairs])


def _stake(context: Context, headroom: Grid, margin: Grid, loss_probability: Grid) -> Result:
    keys = ("headroom", "margin", "loss_probability")
    columns = [_read(key, flat(grid)) for key, grid in zip(keys, (headroom, margin, loss_probability), strict=True)]
    return column([stake_of(Account("", "", **dict(zip(keys, row, strict=True)))) for row in together(*columns)])


def _limit(context: Context, hours: Grid | None) -> Result:
    portfolio = book_of(context).portfolio
    asked = hours[0][0] if hours else portfolio.setup.hours
    return account_limit(book_of(context).policy, asked if isinstance(asked, (int, float)) else None)


def _verdict(context: Context, accounts: Grid, client: Grid | None) -> Result:
    lang = book_of(context).portfolio.lang
    return _about(context, accounts, client, lambda item, whole: word("verdicts", item.verdict, lang))


def _rank(context: Context, accounts: Grid, client: Grid | None) -> Result:
    return _about(context, accounts, client, lambda item, whole: item.rank or "")


def _why(context: Context, accounts: Grid, client: Grid, language: Grid | None) -> Result:
    lang = language_of(context, language)
    return _about(context, accounts, client, lambda item, whole: why_text(item, whole, lang))


def _nearest(context: Context, accounts: Grid, client: Grid, language: Grid | None) -> Result:
    lang = language_of(context, language)

    def nearest(item: Assessment, whole: PortfolioAssessment) -> Value:
        change = nearest_change(item, whole)
        return change.message().in_(lang) if change else ""

    return _about(context, accounts, client, nearest)


def _about(
    context: Context, accounts: Grid, client: Grid | None, answer: Callable[[Assessment, PortfolioAssessment], Value]
) -> Result:
    """Return an answer for each client asked for, in the shape of the question; for every row where none is named."""
    whole, rows = _judged(context, accounts)
    if client is None:
        answers = {row: answer(item, whole) for row, item in zip(rows, whole.accounts, strict=True)}
        return column([answers.get(row, "") for row in range(len(accounts) - 1)])
    named = {natural_name(item.account.account): item for item in reversed(whole.accounts)}
    asked = [[named.get(natural_name(str(name))) if name else None for name in row] for row in client]
    return [[answer(item, whole) if item else NOT_AVAILABLE for item in row] for row in asked]


@lru_cache(maxsize=4)
def _judged(context: Context, accounts: Grid) -> tuple[PortfolioAssessment, Sequence[int]]:
    """Return the judged portfolio of a block of accounts with its header row, and for each the row that it stands in.

    The same block is judged once, however many cells ask.
    """
    parsed = book_of(context, accounts)
    return assess(parsed.portfolio, parsed.policy, day_of(context)), parsed.rows


def _scores(keys: Sequence[str], grid: Grid) -> list[tuple[float | None, ...]]:
    if any(len(row) != len(keys) for row in grid):
        raise Unanswerable
    columns = [_read(key, cells) for key, cells in zip(keys, zip(*grid, strict=True), strict=True)]
    return list(zip(*columns, strict=True))


def _read(key: str, values: Sequence[Value]) -> list[Any]:
    """Return values as the rules count them: what a column cannot hold counts as blank, as in a sheet."""
    return read_column(schema.ACCOUNTS.column(key), Text("", ""), values, lambda _: NOWHERE, lambda _: None)


_CLIENT, _CLIENTS = Argument("client"), Argument("client", optional=True)
_ACCOUNTS, _LANGUAGE = Argument("accounts"), Argument("language", optional=True)

FUNCTIONS: tuple[Function, ...] = (
    Function("KAM_INFLUENCE", (Argument("levers"),), _influence),
    Function("KAM_STAKE", (Argument("headroom"), Argument("margin"), Argument("loss_probability")), _stake),
    Function("KAM_POINTS", (Argument("grades"), Argument("levers")), _points),
    Function("KAM_VERDICT", (_ACCOUNTS, _CLIENTS), _verdict),
    Function("KAM_WHY", (_ACCOUNTS, _CLIENT, _LANGUAGE), _why),
    Function("KAM_NEAREST", (_ACCOUNTS, _CLIENT, _LANGUAGE), _nearest),
    Function("KAM_LIMIT", (Argument("hours", optional=True),), _limit),
    Function("KAM_RANK", (_ACCOUNTS, _CLIENTS), _rank),
    *TASK_FUNCTIONS,
)
