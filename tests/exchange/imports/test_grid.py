"""Any table is read by what it holds: encodings, separators, sheets; what is no table is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from kam_xl.errors import FileMissing, UnreadableExport
from kam_xl.exchange.imports.grid import read_grid
from tests.exchange.imports.files import write_csv, write_xlsx

ROWS = [("Контрагент", "Дата", "Сумма"), ("Ёлка", "20.10.2016", "1 234,56"), ("Ольха", "21.10.2016", "2,5")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_text_is_read_in_any_usual_encoding_and_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    grid = read_grid(write_csv(tmp_path / "e.csv", ROWS, separator, encoding))
    assert [tuple(row) for row in grid.rows] == ROWS
    assert grid.separator == separator


def test_commas_separate_where_headers_say_so(tmp_path: Path) -> None:
    grid = read_grid(write_csv(tmp_path / "e.csv", [("Client", "Date"), ('"Roe, Ltd"', "2016-10-20")]))
    assert list(grid.rows[1]) == ["Roe, Ltd", "2016-10-20"]


def test_a_workbook_is_known_by_its_content_and_the_sheet_by_its_headers(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "e.xlsx", ROWS)
    renamed = path.rename(tmp_path / "renamed.csv")
    assert [tuple(row) for row in read_grid(renamed).rows] == ROWS


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"a;b\n\x00\x01\x02;c\n", "binary"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, key: str) -> None:
    (tmp_path / "e.csv").write_bytes(content)
    with pytest.raises(UnreadableExport) as caught:
        read_grid(tmp_path / "e.csv")
    assert caught.value.params["reason"].key == f"import.reason.{key}"  # type: ignore[attr-defined]
    assert caught.value.exit_code == 3


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_grid(tmp_path / "none.csv")
