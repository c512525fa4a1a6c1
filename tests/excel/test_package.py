"""Whatever a file holds, reading it gives a book or an error in three parts, never a traceback."""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path

import pytest

from kam_xl.errors import (
    DamagedWorkbook,
    EncryptedWorkbook,
    FileMissing,
    InputError,
    KamError,
    NoPermission,
    NotAWorkbook,
    TooLarge,
)
from kam_xl.excel import grids
from kam_xl.excel.limits import ReadLimits
from kam_xl.excel.reading import read_book, read_data
from kam_xl.i18n import LANGUAGES
from tests.excel.books import parts_of, the_book, with_part, with_parts

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refused(data: bytes, error: type[InputError]) -> InputError:
    """Return the error that reading the bytes ends with; its texts are there in both languages."""
    with pytest.raises(error) as caught:
        read_data(data, "book.xlsx")
    assert type(caught.value) is error
    for lang in LANGUAGES:
        assert caught.value.in_(lang).count(" — ") == 2 and "{" not in caught.value.in_(lang)
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"Client;Margin\nArmatura;7.5\n",
        b"<html><table><tr><td>Client</td></tr></table></html>",
        b"\xef\xbb\xbfid,account\n",
        OLE,
        with_parts({"word/document.xml": b"<document/>", "[Content_Types].xml": b"<Types/>"}),
        with_parts({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
    ],
    ids=["empty", "two bytes", "csv", "html", "csv with bom", "xls", "docx", "ods"],
)
def test_something_else_is_not_a_workbook(data: bytes) -> None:
    if data == b"PK":
        refused(data, DamagedWorkbook)
    else:
        refused(data, NotAWorkbook)


def test_a_password_is_told() -> None:
    refused(OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedWorkbook)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_off_is_damaged(share: float) -> None:
    data = the_book()
    error = refused(data[: int(len(data) * share)], DamagedWorkbook)
    assert "cut off" in error.in_("en")


def test_a_spoilt_part_is_damaged_and_named() -> None:
    data = bytearray(the_book())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        entry = package.getinfo("xl/worksheets/sheet2.xml")
    data[entry.header_offset + 200] ^= 0x55
    assert "xl/worksheets/sheet2.xml" in refused(bytes(data), DamagedWorkbook).in_("en")


def test_a_part_that_unpacks_well_but_holds_something_else_is_damaged() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts_of(the_book()).items():
            package.writestr(name, content)
    changed = out.getvalue().replace(b"<v>7.56</v>", b"<v>9.99</v>", 1)
    assert "sheet2.xml" in refused(changed, DamagedWorkbook).in_("en")


def test_a_panic_of_the_reader_is_told_as_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        """What the reader's own language raises; it is no `Exception`."""

    class Reader:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise PanicException

    monkeypatch.setattr(grids, "CalamineWorkbook", Reader)
    refused(the_book(), DamagedWorkbook)


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/tables/table1.xml", "xl/sharedStrings.xml", "_rels/.rels"],
)
def test_a_part_that_is_not_well_formed_is_damaged(part: str) -> None:
    refused(with_part(the_book(), part, lambda xml: xml[: len(xml) // 2]), DamagedWorkbook)


def test_a_missing_part_is_damaged() -> None:
    parts = parts_of(the_book())
    del parts["xl/worksheets/sheet2.xml"]
    assert "sheet2.xml" in refused(with_parts(parts), DamagedWorkbook).in_("en")


def test_a_part_with_a_document_type_is_refused() -> None:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    bomb = with_part(the_book(), "xl/workbook.xml", lambda xml: xml.replace(b"<workbook", entities + b"<workbook", 1))
    refused(bomb, DamagedWorkbook)


def test_a_package_that_unpacks_to_far_more_is_too_large() -> None:
    parts = parts_of(the_book())
    refused(with_parts({**parts, "xl/media/x.bin": bytes(30 * 2**20)}), TooLarge)


def test_a_part_larger_than_it_says_is_damaged() -> None:
    data = bytearray(with_parts({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>" * 1000}))
    central = data.rindex(b"PK\x01\x02")
    data[central + 24 : central + 28] = (100).to_bytes(4, "little")
    refused(bytes(data), DamagedWorkbook)


def test_a_sheet_that_reaches_too_far_is_too_large_and_named() -> None:
    far = with_part(
        the_book(),
        "xl/worksheets/sheet2.xml",
        lambda xml: xml.replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        ).replace(b'<dimension ref="A1:', b'<dimension ref="A1:XFD1048576" x="', 1),
    )
    assert "Accounts" in refused(far, TooLarge).in_("en")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.xlsx", tmp_path / "none" / "book.xlsx"):
        with pytest.raises(FileMissing, match=r"none"):
            read_book(path)


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbook):
        read_book(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(the_book())

    def deny(_: Path) -> bytes:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "read_bytes", deny)
    with pytest.raises(NoPermission):
        read_book(path)


def test_a_huge_file_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(the_book())
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(TooLarge):
        read_book(path, ReadLimits(file_bytes=1000))


@pytest.mark.parametrize("seed", range(60))
def test_random_damage_ends_in_a_book_or_a_told_error(seed: int) -> None:
    """Half of the cases spoil bytes of the file, half spoil a part whose checksum is right again."""
    chance = random.Random(seed)
    data = bytearray(the_book())
    if seed % 2:
        part = chance.choice([name for name in parts_of(bytes(data)) if name.startswith("xl/")])
        data = bytearray(with_part(bytes(data), part, lambda xml: _spoilt(xml, chance)))
    else:
        data = bytearray(_spoilt(bytes(data), chance))
    try:
        read_data(bytes(data), "book.xlsx")
    except KamError as error:
        assert isinstance(error, InputError)
        assert all(error.in_(lang) for lang in LANGUAGES)


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.randint(1, 400)]
            case 2:
                changed[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 40)))
            case _:
                changed[at : at + 20] = changed[-20:]
    return bytes(changed)


def test_a_binary_workbook_is_told_to_be_saved_otherwise(tmp_path: Path) -> None:
    with zipfile.ZipFile(path := tmp_path / "KAM.xlsb", "w") as writer:
        for name in ("[Content_Types].xml", "_rels/.rels", "xl/workbook.bin"):
            writer.writestr(name, "<Types/>")
    with pytest.raises(NotAWorkbook) as caught:
        read_book(path)
    assert ".xlsx" in caught.value.in_("en")
