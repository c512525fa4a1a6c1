"""A workbook's values as JSON, for the way between a light click and the full environment.

Dates are `{"date": "2026-11-23"}`, error cells `{"error": "#N/A"}`; everything else is itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kam_xl.sheets.raw import CellError, RawBook, RawCell, RawTable, Value


def to_json(value: Value) -> Any:
    """Return a cell's value as JSON data."""
    match value:
        case CellError():
            return {"error": value.text}
        case dt.datetime() | dt.date():
            return {"date": value.isoformat()}
        case dt.time() | dt.timedelta():
            return str(value)
        case _:
            return value


def from_json(data: Any) -> Value:
    """Return a cell's value from JSON data.

    Raises:
        ValueError: a date that is none.
    """
    if not isinstance(data, dict):
        value: Value = data
        return value
    if "error" in data:
        return CellError(str(data["error"]))
    moment = dt.datetime.fromisoformat(data["date"])
    return moment if moment.time() != dt.time() else moment.date()


def book_to_json(raw: RawBook) -> dict[str, Any]:
    """Return a whole book as JSON data: tables with headers, rows and place, and named cells."""
    tables = {
        name: {
            "sheet": table.sheet,
            "headers": list(table.headers),
            "rows": [[to_json(value) for value in row] for row in table.rows],
            "first_row": table.first_row,
            "first_column": table.first_column,
            "below": table.below,
        }
        for name, table in raw.tables.items()
    }
    cells = {
        name: {"value": to_json(cell.value), "sheet": cell.sheet, "cell": cell.cell} for name, cell in raw.cells.items()
    }
    return {"tables": tables, "cells": cells}


def book_from_json(data: Mapping[str, Any]) -> RawBook:
    """Return a book from JSON data of the shape that `book_to_json` gives.

    Raises:
        KeyError, TypeError, ValueError: the data have another shape.
    """
    tables = {
        name: RawTable(
            name,
            one.get("sheet", ""),
            tuple(one["headers"]),
            [[from_json(value) for value in row] for row in one["rows"]],
            one.get("first_row", 1),
            one.get("first_column", 1),
            one.get("below", 0),
        )
        for name, one in data["tables"].items()
    }
    cells = {
        name: RawCell(from_json(one["value"]), one.get("sheet", ""), one.get("cell", ""))
        for name, one in data.get("cells", {}).items()
    }
    return RawBook(tables, cells)
