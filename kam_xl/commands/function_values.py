"""What worksheet functions are made of: arguments as grids of cells, answers in their shape, marks for real errors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.serials import serial_day
from kam_xl.sheets.context import Context, book_of, cells
from kam_xl.sheets.raw import Value
from kam_xl.values import value

NOT_AVAILABLE, WRONG_VALUE = "#KAM:NA", "#KAM:VALUE"
"""Marks for #N/A (nothing to answer about) and #VALUE! (the arguments do not fit); VBA makes the errors of them."""

Grid = tuple[tuple[Value, ...], ...]
Result = Value | list[list[Value]]


@value
class Argument:
    """One argument of a worksheet function; an optional one may be left out."""

    name: str
    optional: bool = False


@value
class Function:
    """One worksheet function; `run` takes the workbook's context and a grid for each argument, None where left out."""

    name: str
    arguments: tuple[Argument, ...]
    run: Callable[..., Result]


class Unanswerable(Exception):
    """The arguments do not fit together: the answer is #VALUE!."""


def call(function: Function, context: object, arguments: Sequence[object]) -> Result:
    """Return what a function answers to raw arguments as a spreadsheet hands them over; never raises for bad input.

    Args:
        function: one of `FUNCTIONS`.
        context: the two blocks of the workbook's context (`kam_xl.sheets.context`).
        arguments: a value or a block of values each; a block of one cell is a value.
    """
    try:
        grids = (_grid(one, known) for one, known in zip(arguments, function.arguments, strict=True))
        return _single(function.run(Context.of(context), *grids))
    except (LookupError, TypeError):
        return NOT_AVAILABLE
    except Exception:
        # Whatever stands in the cells: an exception here would look to VBA like a Python that cannot be reached.
        return WRONG_VALUE


def _grid(argument: Any, known: Argument) -> Grid | None:
    """Return an argument as rows of cells; None where an optional one was left out."""
    if argument is None and known.optional:
        return None
    if not isinstance(argument, (tuple, list)):
        return (cells((argument,)),)
    rows = argument if argument and isinstance(argument[0], (tuple, list)) else [argument]
    return tuple(cells(row) for row in rows)


def _single(result: Result) -> Result:
    one = isinstance(result, list) and len(result) == 1 and len(result[0]) == 1
    return result[0][0] if one else result  # type: ignore[index]


def column(values: Sequence[Value]) -> list[list[Value]]:
    """Return values under one another."""
    return [[value] for value in values]


def language_of(context: Context, language: Grid | None) -> Lang:
    """Return the language asked for, else the workbook's own."""
    asked = str(language[0][0]).strip().lower() if language else ""
    return next((lang for lang in LANGUAGES if lang == asked), book_of(context).portfolio.lang)


def flat(grid: Grid) -> list[Value]:
    """Return the cells of one row or column.

    Raises:
        Unanswerable: it is a block of several rows and columns.
    """
    if any(len(row) != 1 for row in grid) and len(grid) != 1:
        raise Unanswerable
    return [value for row in grid for value in row]


def together(*columns: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return the columns side by side; one of a single value goes with every row."""
    most = max(len(column) for column in columns)
    if any(len(column) not in (1, most) for column in columns):
        raise Unanswerable
    return list(zip(*(list(column) * most if len(column) == 1 else column for column in columns), strict=False))


def day_of(context: Context) -> dt.date:
    """Return the day that the workbook counts with.

    Raises:
        Unanswerable: the cell holds none.
    """
    day = context.cells["as_of"]
    if not isinstance(day, (int, float)):
        raise Unanswerable
    return serial_day(day)
