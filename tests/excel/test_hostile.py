"""A workbook made to harm is read or refused, in bounded time and memory; nothing is fetched, nothing is run."""

from __future__ import annotations

import re
import socket
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from kam_xl.build.vba.modules import standard, workbook_module
from kam_xl.build.vba.project import vba_project
from kam_xl.build.workbook import build
from kam_xl.errors import DamagedWorkbook, ForeignContent, KamError, TooLarge
from kam_xl.excel.carry import people_content
from kam_xl.excel.grids import Grids
from kam_xl.excel.limits import ReadLimits
from kam_xl.excel.macros import foreign_modules
from kam_xl.excel.package import unpack
from kam_xl.excel.reach import reach
from kam_xl.excel.reading import read_data
from kam_xl.excel.structure import structure_of
from kam_xl.sheets import schema
from tests.excel.books import judged, parts_of, the_book, the_portfolio, with_part, with_parts
from tests.factories import a_portfolio, an_account

BOUNDED = 20.0
ACCOUNTS = "xl/worksheets/sheet2.xml"
TABLE = "xl/tables/table1.xml"
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a0 "haha">'
    + b"".join(b'<!ENTITY a%d "%b">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 12))
    + b"]>"
)
FETCHED = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "http://evil.example/x">]>'


@pytest.fixture(autouse=True)
def _in_time_and_alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def deny(*_: object) -> None:
        pytest.fail("it opened a connection")

    monkeypatch.setattr(socket.socket, "connect", deny)
    start = time.monotonic()
    yield
    assert time.monotonic() - start < BOUNDED


def refused(data: bytes, *errors: type[KamError], limits: ReadLimits | None = None) -> KamError:
    with pytest.raises(errors) as caught:
        read_data(data, "book.xlsx", limits or ReadLimits())
    return caught.value


def accounts(change: Callable[[bytes], bytes]) -> bytes:
    """Return the book with the sheet of accounts changed."""
    return with_part(the_book(), ACCOUNTS, change)


def with_rows(rows: bytes) -> bytes:
    """Return the book with more rows on the sheet of accounts."""
    return accounts(lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))


def with_table(reference: bytes) -> bytes:
    """Return the book whose table of accounts claims another area: "A7:…"."""
    return with_part(
        the_book(), TABLE, lambda xml: re.sub(rb' ref="(\w+):\w+"', rb' ref="\g<1>:' + reference + b'"', xml, count=1)
    )


@pytest.mark.parametrize("entities", [LAUGHS, FETCHED], ids=["a billion laughs", "files and pages"])
@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", ACCOUNTS, TABLE, "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels",
     "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet2.xml.rels"],
)  # fmt: skip
def test_entities_are_refused_wherever_they_stand(part: str, entities: bytes) -> None:
    assert part in parts_of(the_book())
    error = refused(with_part(the_book(), part, lambda xml: _with_entities(xml, entities)), DamagedWorkbook)
    assert part in error.in_("en")


def _with_entities(xml: bytes, entities: bytes) -> bytes:
    head, tag, rest = re.split(rb"(<(?!\?))", xml, maxsplit=1)
    return head + entities + tag + rest.replace(b"</", b"&a1;</", 1)


@pytest.mark.parametrize("part", [ACCOUNTS, "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_entities_in_another_encoding_expand_to_nothing_large(part: str) -> None:
    def written_wide(xml: bytes) -> bytes:
        text = _with_entities(xml, LAUGHS).decode().replace("&a1;", "&a11;")
        return re.sub(r"<\?xml.*?\?>", '<?xml version="1.0" encoding="UTF-16"?>', text).encode("utf-16")

    refused(with_part(the_book(), part, written_wide), DamagedWorkbook, TooLarge)


def test_links_to_remote_files_are_not_followed() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    outside = "".join(
        f'<Relationship Id="evil{i}" Type="{office}/{kind}" Target="http://evil.example/{kind}" TargetMode="External"/>'
        for i, kind in enumerate(["worksheet", "table", "sharedStrings", "styles", "attachedTemplate", "hyperlink"])
    ).encode()
    parts = parts_of(the_book())
    for name in [one for one in parts if one.endswith(".rels")]:
        parts[name] = parts[name].replace(b"</Relationships>", outside + b"</Relationships>")
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    assert read_data(with_parts(parts), "book.xlsx") == read_data(the_book(), "book.xlsx")


CALCULATED = b'<c r="BD20"'
"""A cell of a column that is left out as calculated."""
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
BARE = b"<row>" + b"<c><v>1</v></c>" * 16_000 + b"</row>" + b"<row><c><v>1</v></c></row>" * 60_000


@pytest.mark.parametrize(
    "rows",
    [
        FAR,
        FAR + b'<row r="20"></row>',
        FAR.replace(b'"', b"'"),
        FAR.replace(b'<c r="', b'<c s="0" r="'),
        FAR.replace(b"<c ", b"<c\n"),
        b'<row r="9"><c r="XFD9"><v>1</v></c></row><row r="10000000"><c r="A10000000"><v>1</v></c></row>',
        b'<row r="9"><c r="xfd9"><v>1</v></c></row><row r="1048000"><c r="a1048000"><v>1</v></c></row>',
        BARE,
        b'<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="1048576">'
        b'<x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
    ],
    ids=["last", "not last", "single quotes", "style first", "broken line", "ten million rows", "small letters",
         "without addresses", "with a prefix"],
)  # fmt: skip
def test_a_sheet_that_reaches_too_far_is_told_whatever_it_declares(rows: bytes) -> None:
    assert "Accounts" in refused(with_rows(rows), TooLarge).in_("en")


def test_a_sheet_in_another_encoding_that_reaches_too_far_is_told() -> None:
    def wide(xml: bytes) -> bytes:
        text = xml.replace(b"</sheetData>", FAR + b"</sheetData>").decode().replace("UTF-8", "UTF-16")
        return text.encode("utf-16")

    refused(accounts(wide), TooLarge)


def test_a_sheet_in_an_encoding_that_is_none_is_told() -> None:
    refused(accounts(lambda xml: xml.replace(b"UTF-8", b"A1").replace(b'<c r="', b'<c  r="', 1)), DamagedWorkbook)


@pytest.mark.parametrize("reference", [b"AZ9999999", b"ZZZ9999", b"XFD1048576"])
def test_a_table_that_claims_millions_of_rows_is_told(reference: bytes) -> None:
    assert "Accounts" in refused(with_table(reference), TooLarge).in_("en")


def test_very_many_real_rows_packed_small_are_told_before_they_are_read() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c><c r="AZ%d"><v>1</v></c></row>' % (i, i, i)
                    for i in range(100, 130_000))  # fmt: skip
    data = with_rows(rows)
    assert len(data) < 2**21
    refused(data, TooLarge, limits=ReadLimits(cells=5_000_000))


def test_sheets_are_counted_together() -> None:
    package = unpack(the_book(), "book.xlsx")
    structure = structure_of(package)
    sizes = {title: reach(package.parts[part]) for title, part in structure.sheets.items()}
    first, second = sorted(sizes, key=lambda title: sizes[title])[-2:]
    grids = Grids(package, structure, ReadLimits(cells=sizes[first] + sizes[second] - 1))
    assert grids[first] is grids[first]
    with pytest.raises(TooLarge, match=second):
        grids[second]


def test_limits_of_bytes_hold() -> None:
    size = sum(map(len, parts_of(the_book()).values()))
    read_data(the_book(), "book.xlsx", ReadLimits(file_bytes=len(the_book()), unpacked_bytes=size))
    refused(the_book(), TooLarge, limits=ReadLimits(unpacked_bytes=size - 1))
    refused(the_book(), TooLarge, limits=ReadLimits(file_bytes=len(the_book()) - 1))


@pytest.mark.parametrize(
    ("xml", "cells"),
    [
        (b'<worksheet><dimension ref="A1:C7"/><sheetData></sheetData></worksheet>', 21),
        (b'<worksheet><sheetData><row r="7"><c r="C12345"/></row></sheetData></worksheet>', 37_035),
        (b'<worksheet><sheetData><row><c/><c/></row><row><c r="D2"/><c/></row></sheetData></worksheet>', 10),
        (b"<worksheet><sheetData/></worksheet>", 0),
    ],
)
def test_the_reach_of_a_sheet_is_the_rectangle_around_its_cells(xml: bytes, cells: int) -> None:
    assert reach(xml) == cells


def test_very_many_sheets_of_one_part_are_told() -> None:
    def many(xml: bytes) -> bytes:
        sheet = re.search(rb'<sheet [^>]*r:id="rId2"/>', xml)
        assert sheet is not None
        copies = (re.sub(rb'name="[^"]*"', b'name="S%d"' % i, sheet[0]) for i in range(5000))
        return xml.replace(b"</sheets>", b"".join(copies) + b"</sheets>")

    refused(with_part(the_book(), "xl/workbook.xml", many), TooLarge)


@pytest.mark.parametrize(
    "rows",
    [b'<row r="90"><c x="' + CALCULATED * 10**6, CALCULATED + b" " * 10**6, b"<c " * 10**6, b"<f>" * 10**6],
    ids=["cells in a value", "blanks", "cells without end", "formulas"],
)
def test_no_pattern_is_tried_from_every_place_to_the_end(rows: bytes) -> None:
    with suppress(DamagedWorkbook, TooLarge):
        read_data(with_rows(rows), "book.xlsx")


def test_text_that_looks_like_a_formula_or_a_link_stays_text() -> None:
    texts = (
        '=HYPERLINK("http://evil.example","x")',
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2",
        "@SUM(A1)",
        "http://evil.example",
    )
    portfolio = a_portfolio(*(an_account(f"Client {i}", notes=text) for i, text in enumerate(texts)))
    once = build(judged(portfolio))
    raw = read_data(once, "book.xlsx").tables["tblAccounts"]
    column = [schema.column_key("tblAccounts", header) for header in raw.headers].index("notes")
    assert [row[column] for row in raw.rows] == list(texts)
    parts = parts_of(once)
    assert not any(b"evil.example" in formula for xml in parts.values() for formula in re.findall(rb"<f>.*?</f>", xml))
    assert not any(b"evil.example" in xml for name, xml in parts.items() if name.endswith(".rels"))


def test_macros_that_would_run_by_themselves_are_not_run_and_are_named(tmp_path: Path) -> None:
    source = 'Sub Auto_Open()\r\nShell "calc"\r\nEnd Sub\r\n'
    project = vba_project([workbook_module("ThisWorkbook"), standard("Invoice", source)])
    relation = (
        b'<Relationship Id="evil" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
        b'Target="vbaProject.bin"/></Relationships>'
    )
    parts = parts_of(the_book()) | {"xl/vbaProject.bin": project}
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation)
    path = tmp_path / "book.xlsm"
    path.write_bytes(with_parts(parts))
    assert read_data(path.read_bytes(), "book.xlsm") == read_data(the_book(), "book.xlsm")
    with pytest.raises(ForeignContent, match="the macros of the module Invoice"):
        people_content(path)


def test_a_project_of_macros_whose_header_lies_is_not_believed() -> None:
    project = bytearray(vba_project([workbook_module("ThisWorkbook")]).ljust(2**20))
    project[76:512] = bytes(436)
    tracemalloc.start()
    try:
        for bits in (0, 18, 31, 65535):
            project[30:32] = bits.to_bytes(2, "little")
            assert foreign_modules(bytes(project)) == [""]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2**24


def test_names_of_a_workbook_are_texts_whatever_they_hold() -> None:
    portfolio = replace(the_portfolio(), accounts=(an_account("../../etc/passwd"), an_account("<script>&amp;")))
    raw = read_data(build(judged(portfolio)), "book.xlsx").tables["tblAccounts"]
    column = [schema.column_key("tblAccounts", header) for header in raw.headers].index("account")
    assert [row[column] for row in raw.rows] == ["../../etc/passwd", "<script>&amp;"]
