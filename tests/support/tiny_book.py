"""Write a workbook as another program might: texts in the cells, no styles but that of dates, anything in any order.

It takes the values of a book and an arrangement, and writes in milliseconds, so that many arrangements can be tried.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from kam_xl.i18n import Lang
from kam_xl.sheets import schema
from kam_xl.sheets.raw import RawBook, RawTable, Value, column_letters

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)
_EPOCH = dt.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How one table is written: order of its columns (own ones as texts between), language, place, kind of declaration.

    `declared` is the name of the table, "" for plain cells; `named` writes a defined name over the table's area.
    """

    order: tuple[int | str, ...]
    lang: Lang
    title: str
    rows: int = 1
    columns: int = 1
    declared: str = ""
    named: bool = False


@dataclass(slots=True)
class _Parts:
    """The parts of a package as they grow."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    table_of: dict[int, int] = field(default_factory=dict)


def tiny_book(raw: RawBook, how: Mapping[str, Arrangement], start: Lang, named_cells: bool) -> bytes:
    """Return a workbook of tables, each on a sheet of its own, and of the cells of Start with labels in a language."""
    parts = _Parts()
    for name, one in how.items():
        _write_table(parts, raw.tables[name], one)
    _write_start(parts, raw, start, named_cells)
    return _package(parts)


def _write_table(parts: _Parts, table: RawTable, how: Arrangement) -> None:
    keys = [schema.column_key(table.name, text) for text in table.headers]
    shape = schema.table(table.name)
    headers = [
        one if isinstance(one, str) else schema.header(shape, shape.column(keys[one] or ""), how.lang)
        for one in how.order
    ]
    rows: list[Sequence[Value]] = [
        [f"{one} {i}" if isinstance(one, str) else row[one] for one in how.order] for i, row in enumerate(table.rows)
    ]
    cells = {
        (how.rows + i, how.columns + k): value for i, row in enumerate([headers, *rows]) for k, value in enumerate(row)
    }
    calculated = {how.columns + i for i in schema.calculated_columns(table.name, headers)}
    parts.sheets.append((how.title, _sheet(cells, calculated, how.rows)))
    bottom, right = how.rows + max(len(rows), 1), how.columns + len(headers) - 1
    area = f"{column_letters(how.columns)}{how.rows}:{column_letters(right)}{bottom}"
    if how.declared:
        parts.tables.append(_table(len(parts.tables) + 1, how.declared, area, headers))
        parts.table_of[len(parts.sheets)] = len(parts.tables)
    if how.named:
        parts.names.append((table.name, f"{_quoted(how.title)}!{_absolute(area)}"))


def _write_start(parts: _Parts, raw: RawBook, lang: Lang, named: bool) -> None:
    cells: dict[tuple[int, int], Value] = {}
    title = schema.sheet_name("start", lang)
    for row, name in enumerate(schema.START_INPUTS, start=3):
        cells[row, 2], cells[row, 3] = schema.cell_label(name).in_(lang), raw.cells[name].value
        if named:
            parts.names.append((name, f"{_quoted(title)}!$C${row}"))
    parts.sheets.append((title, _sheet(cells)))


def _sheet(cells: Mapping[tuple[int, int], Value], calculated: Collection[int] = (), header: int = 0) -> str:
    rows: dict[int, list[str]] = {}
    for (row, column), value in sorted(cells.items()):
        formula = "<f>NA()</f>" if column in calculated and row > header else ""
        rows.setdefault(row, []).append(_cell(f"{column_letters(column)}{row}", value, formula))
    data = "".join(f'<row r="{row}">{"".join(cells)}</row>' for row, cells in rows.items())
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetData>{data}</sheetData></worksheet>'


def _cell(at: str, value: Value, formula: str) -> str:
    match value:
        case None | "":
            return ""
        case str() if formula:
            return f'<c r="{at}" t="str">{formula}<v>{escape(value)}</v></c>'
        case str():
            return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        case dt.date():
            return f'<c r="{at}" s="1">{formula}<v>{(value - _EPOCH).days}</v></c>'
        case _:
            return f'<c r="{at}">{formula}<v>{value!r}</v></c>'


def _table(number: int, name: str, area: str, headers: Sequence[str]) -> str:
    columns = "".join(f'<tableColumn id="{i}" name={quoteattr(text)}/>' for i, text in enumerate(headers, start=1))
    return (
        f'<table xmlns="{MAIN}" id="{number}" name={quoteattr(name)} displayName={quoteattr(name)} ref="{area}">'
        f'<tableColumns count="{len(headers)}">{columns}</tableColumns></table>'
    )


def _package(parts: _Parts) -> bytes:
    numbers = range(1, len(parts.sheets) + 1)
    sheets = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{i}" r:id="s{i}"/>' for i, (title, _) in enumerate(parts.sheets, 1)
    )
    names = "".join(f"<definedName name={quoteattr(name)}>{escape(area)}</definedName>" for name, area in parts.names)
    book = f"<sheets>{sheets}</sheets>" + (f"<definedNames>{names}</definedNames>" if names else "")
    targets = [(f"s{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in numbers] + [("x", "styles", "styles.xml")]
    files = {
        "[Content_Types].xml": _content_types(len(parts.sheets), len(parts.tables)),
        "_rels/.rels": _relations([("b", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}</workbook>',
        "xl/_rels/workbook.xml.rels": _relations(targets),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{i}.xml": xml for i, (_, xml) in enumerate(parts.sheets, 1)},
        **{f"xl/tables/table{i}.xml": xml for i, xml in enumerate(parts.tables, 1)},
        **{
            f"xl/worksheets/_rels/sheet{i}.xml.rels": _relations([("t", "table", f"../tables/table{table}.xml")])
            for i, table in parts.table_of.items()
        },
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, text in files.items():
            package.writestr(name, text)
    return out.getvalue()


def _content_types(sheets: int, tables: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{i}.xml", "worksheet") for i in range(1, sheets + 1)]
    parts += [(f"/xl/tables/table{i}.xml", "table") for i in range(1, tables + 1)]
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}.{name}+xml"/>' for part, name in parts)
    relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{relations}{overrides}</Types>'


def _relations(targets: Sequence[tuple[str, str, str]]) -> str:
    items = "".join(f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{to}"/>' for id, kind, to in targets)
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def _absolute(area: str) -> str:
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", area)
