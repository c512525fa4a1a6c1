"""Rows, findings and reasons as JSON text and back, exactly: days, moments, tuples and texts in two languages too.

What JSON has stands as it is; everything else is an object of one key that tells its kind. A list of rows is kept by
column, and a column of one text or of blanks once, since most rows of a book repeat whose they are and where from.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from kam_xl.exchange.store.moments import sound
from kam_xl.exchange.team_tables import Row
from kam_xl.findings import NOWHERE, Finding, Location, Severity
from kam_xl.i18n import Message, Text

_AS_IT_IS = frozenset((str, int, float, bool, type(None)))


def dumps(data: Any) -> str:
    """Return JSON data as compact text; days become ISO texts, which only the reader's knowledge of a column undoes.

    Half of a surrogate pair, which a spreadsheet of somebody else may hold and no database takes, is escaped.

    Raises:
        TypeError: something in it is neither; a mistake of the program.
    """
    text = _ENCODER.encode(data)
    return text if is_sound(text) else _ESCAPING.encode(data)


def is_sound(text: str) -> bool:
    """Tell whether a text can be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


_ENCODER, _ESCAPING = (
    json.JSONEncoder(ensure_ascii=escaped, separators=(",", ":"), default=dt.date.isoformat, check_circular=False)
    for escaped in (False, True)
)


def records_to_text(records: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the records of a table, id → field → value, as text: the names of the fields once where all have the same.

    Days become ISO texts, as `exchange.state.from_json` reads them.
    """
    names = list(next(iter(records.values()), {}))
    if any(list(one) != names for one in records.values()):
        return sound(_ENCODER.encode({"records": records}))
    return sound(_ENCODER.encode({"fields": names, "rows": {id: list(one.values()) for id, one in records.items()}}))


def records_from_text(text: str) -> dict[str, dict[str, Any]]:
    """Return the records that `records_to_text` wrote, days as texts."""
    data = json.loads(text)
    if "records" in data:
        found: dict[str, dict[str, Any]] = data["records"]
        return found
    return {id: dict(zip(data["fields"], row, strict=True)) for id, row in data["rows"].items()}


def rows_to_text(rows: Sequence[Row]) -> str:
    """Return the rows of one table as text; all are equally long."""
    return dumps([len(rows), *(_column(cells) for cells in zip(*rows, strict=True))])


def _column(cells: tuple[Any, ...]) -> Any:
    first = cells[0]
    if (first is None or type(first) is str) and cells.count(first) == len(cells):
        return {"all": first}
    return cells if _AS_IT_IS.issuperset(map(type, cells)) else [to_plain(one) for one in cells]


def rows_from_text(text: str) -> list[Row]:
    """Return the rows that `rows_to_text` wrote."""
    count, *columns = json.loads(text)
    cells = [_cells(one, count) for one in columns]
    return list(zip(*cells, strict=True)) if cells else [()] * count


def _cells(column: Any, count: int) -> list[Any]:
    if isinstance(column, dict):
        return [column["all"]] * count
    return [from_plain(one) if isinstance(one, (dict, list)) else one for one in column]


def findings_to_text(findings: Sequence[Finding]) -> str:
    """Return findings as text."""
    return dumps(
        [[one.code, int(one.severity), _place(one.where), _pairs(one.params), one.account] for one in findings]
    )


def _place(where: Location) -> list[Any]:
    return [where.sheet, where.cell, where.file, where.row] if where != NOWHERE else []


def findings_from_text(text: str) -> list[Finding]:
    """Return the findings that `findings_to_text` wrote."""
    return [
        Finding(code, Severity(severity), Location(*place) if place else NOWHERE, _mapping(params), account)
        for code, severity, place, params, account in json.loads(text)
    ]


def message_to_text(reason: Message) -> str:
    """Return a reason as text."""
    return dumps(to_plain(reason))


def message_from_text(text: str) -> Message:
    """Return the reason that `message_to_text` wrote."""
    found: Message = from_plain(json.loads(text))
    return found


def to_plain(one: Any) -> Any:
    """Return anything that fills a sentence or a cell as JSON data.

    Raises:
        TypeError: it is something that no sentence is filled with; a mistake of the program.
    """
    match one:
        case None | bool() | str() | int() | float():
            return one
        case dt.datetime():
            return {"moment": one.isoformat()}
        case dt.date():
            return {"day": one.isoformat()}
        case list():
            return [to_plain(item) for item in one]
        case tuple():
            return {"tuple": [to_plain(item) for item in one]}
        case Text():
            return {"text": [one.en, one.ru]}
        case Message():
            return {"message": [one.key, _pairs(one.params)]}
        case Mapping():
            return {"pairs": _pairs(one)}
        case _:
            raise TypeError(f"{type(one).__name__} cannot be kept")


def _pairs(params: Mapping[Any, object]) -> list[list[Any]]:
    return [[key, to_plain(item)] for key, item in params.items()]


def from_plain(data: Any) -> Any:
    """Return what `to_plain` was given."""
    if isinstance(data, list):
        return [from_plain(one) for one in data]
    if not isinstance(data, dict):
        return data
    ((kind, content),) = data.items()
    return _READERS[kind](content)


def _mapping(pairs: Any) -> dict[Any, Any]:
    return {key: from_plain(item) for key, item in pairs}


_READERS: Mapping[str, Any] = {
    "day": dt.date.fromisoformat,
    "moment": dt.datetime.fromisoformat,
    "tuple": lambda content: tuple(map(from_plain, content)),
    "text": lambda content: Text(*content),
    "message": lambda content: Message(content[0], _mapping(content[1])),
    "pairs": _mapping,
}
