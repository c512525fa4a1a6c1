"""`kam build` and `kam upgrade`, and books with macros: made, read, rebuilt, never at the cost of what was typed."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kam_xl.build.master import master_files
from kam_xl.excel.macros import foreign_modules
from kam_xl.exchange.books import open_book
from kam_xl.i18n import template
from tests.cli.conftest import Kam
from tests.factories import default_policy


def macros_in(path: Path) -> bool:
    with zipfile.ZipFile(path) as parts:
        return {"xl/vbaProject.bin", "customUI/customUI.xml", "customUI/customUI14.xml"} <= set(parts.namelist())


def test_build_writes_both_files_the_same_every_time(kam: Kam, tmp_path: Path) -> None:
    for _ in range(2):
        assert kam("build", "-o", tmp_path).code == 0
        expected = master_files(default_policy(), "en")
        assert {name: (tmp_path / name).read_bytes() for name in expected} == dict(expected)


@pytest.mark.parametrize(("ending", "macros"), [(".xlsx", False), (".xlsm", True)])
def test_the_ending_decides_about_macros_and_a_command_keeps_them(
    ending: str, macros: bool, kam: Kam, tmp_path: Path
) -> None:
    path = tmp_path / f"KAM Anna{ending}"
    assert kam("new", path, "--manager", "Anna", "--margin-plan", 100).code == 0
    assert macros_in(path) == macros
    export = tmp_path / "clients.csv"
    export.write_text("Client,Margin\nNorth Pipe Yard,12\n", encoding="utf-8")
    kam("import", export, "--into", path)
    assert [one.account for one in open_book(path).portfolio.accounts] == ["North Pipe Yard"]
    assert macros_in(path) == macros


def test_upgrade_gives_a_macro_free_book_its_macros_and_keeps_what_was_typed(kam: Kam, tmp_path: Path) -> None:
    kam("demo", "--out", tmp_path)
    source, target = tmp_path / "KAM Marina Sokolova.xlsx", tmp_path / "Marina.xlsm"
    assert kam("upgrade", source, "-o", target).code == 0
    assert macros_in(target)
    assert open_book(target).portfolio == open_book(source).portfolio


def test_upgrade_in_place_keeps_the_old_book_beside(kam: Kam, tmp_path: Path) -> None:
    path = tmp_path / "KAM Anna.xlsm"
    kam("new", path, "--manager", "Anna")
    before = path.read_bytes()
    assert kam("upgrade", path).code == 0
    assert path.with_name(path.name + ".bak").read_bytes() == before


def test_upgrade_brings_a_changed_policy_into_a_book_in_use(kam: Kam, tmp_path: Path) -> None:
    path, policy = tmp_path / "KAM Anna.xlsx", tmp_path / "policy.toml"
    kam("new", path, "--manager", "Anna")
    kam("policy", "show", "-o", policy)
    policy.write_text(
        policy.read_text(encoding="utf-8").replace("entry_points = 45", "entry_points = 50"), encoding="utf-8"
    )
    assert kam("upgrade", path, "--policy", policy).code == 0
    assert open_book(path).policy.scoring.entry_points == 50


def test_upgrade_overwrites_no_other_book(kam: Kam, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        kam("new", tmp_path / name, "--manager", "Anna")
    before = (tmp_path / "b.xlsx").read_bytes()
    assert kam("upgrade", tmp_path / "a.xlsx", "-o", tmp_path / "b.xlsx").code == 2
    assert (tmp_path / "b.xlsx").read_bytes() == before


def test_upgrade_makes_nothing_that_is_no_workbook(kam: Kam, tmp_path: Path) -> None:
    kam("new", tmp_path / "a.xlsx", "--manager", "Anna")
    done = kam("upgrade", tmp_path / "a.xlsx", "-o", tmp_path / "a.pdf")
    assert done.code == 2
    assert ".xlsm" in done.err


def test_a_book_with_a_value_that_cannot_be_read_is_not_rebuilt_without_it(kam: Kam, tmp_path: Path) -> None:
    kam("demo", "--out", tmp_path)
    path = tmp_path / "KAM Marina Sokolova.xlsx"
    book = load_workbook(path)
    heads = {cell.value: cell.column for cell in book["Accounts"][5]}
    column = heads[template("en", "column.tblAccounts.margin")]
    assert column is not None
    book["Accounts"].cell(6, column).value = "about ten"
    book.save(path)
    before = path.read_bytes()
    assert kam("upgrade", path, "--drop-foreign").code == 3
    assert path.read_bytes() == before


def test_our_own_modules_are_no_foreign_ones_and_a_persons_is_named() -> None:
    import io

    from kam_xl.build.vba.modules import standard, workbook_module
    from kam_xl.build.vba.project import vba_project

    with zipfile.ZipFile(io.BytesIO(master_files(default_policy(), "en")["KAM.xlsm"])) as parts:
        assert foreign_modules(parts.read("xl/vbaProject.bin")) == []
    own = vba_project([workbook_module("ThisWorkbook"), standard("MyTools", "Sub A()\nEnd Sub\n")])
    assert foreign_modules(own) == ["MyTools"]
    assert foreign_modules(b"no compound file") == [""]
