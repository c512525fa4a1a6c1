"""`kam build` and `kam upgrade`, and books with macros: made, read, rebuilt, never at the cost of what was typed."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kam_xl.build.master import master_files
from kam_xl.excel.macros import foreign_modules
from kam_xl.excel.reading import read_book
from kam_xl.exchange.books import open_book, save_new
from kam_xl.exchange.identity import with_ids
from kam_xl.i18n import template
from kam_xl.model_tasks import NO_TASKS, Fact, Member, Tasks
from kam_xl.sheets import schema
from kam_xl.sheets.task_tables import TASK_TABLES
from tests.cli.conftest import Kam
from tests.factories import AS_OF, a_portfolio, an_account, default_policy

TYPED = with_ids(
    replace(
        a_portfolio(an_account()),
        tasks=Tasks(
            members=(
                Member("", "Armatura", "I. Belova", role="economic"),
                Member("", "Armatura", "P. Sidorov", role="decider"),
            ),
            facts=(Fact("", "Armatura", 2026.0, 4.0, 2.5),),
        ),
    )
)


def with_tasks(folder: Path) -> Path:
    """Write a book that holds records of the tasks."""
    path = folder / "KAM Anna.xlsx"
    save_new(path, TYPED, default_policy(), AS_OF)
    return path


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


def test_upgrade_gives_a_macro_free_book_its_macros_and_keeps_what_was_typed(
    kam: Kam, team: dict[str, Path], tmp_path: Path
) -> None:
    source, target = team["Sokolova"], tmp_path / "Marina.xlsm"
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


def test_upgrade_brings_a_book_of_the_first_schema_up(kam: Kam, tmp_path: Path) -> None:
    path = with_tasks(tmp_path)
    workbook = load_workbook(path)
    for table in TASK_TABLES:
        del workbook[schema.sheet_name(table.sheet, "en")]
    for row in workbook["_kam"].iter_rows(min_row=5, max_col=2):
        if row[0].value == "schema":
            row[1].value = "1"
    workbook.save(path)
    assert kam("upgrade", path).code == 0
    assert open_book(path).portfolio == replace(TYPED, tasks=NO_TASKS)
    assert {schema.sheet_name(table.sheet, "en") for table in TASK_TABLES} <= set(load_workbook(path).sheetnames)
    assert {row[0]: row[1] for row in read_book(path).tables["tblKam"].rows}["schema"] == schema.SCHEMA_VERSION


def test_upgrade_to_a_policy_without_a_tool_names_the_rows_that_it_would_lose(kam: Kam, tmp_path: Path) -> None:
    path, policy = with_tasks(tmp_path), tmp_path / "policy.toml"
    kam("policy", "show", "-o", policy)
    shown = policy.read_text(encoding="utf-8")
    policy.write_text(re.sub(r"(?m)^buying_center = true", "buying_center = false", shown), encoding="utf-8")
    before = path.read_bytes()
    refused = kam("upgrade", path, "--policy", policy)
    assert refused.code == 3
    assert "2 rows of the sheet “Buying center”" in " ".join(refused.err.split())
    assert path.read_bytes() == before
    assert kam("upgrade", path, "--policy", policy, "--drop-foreign").code == 0
    assert open_book(path).portfolio.tasks == replace(TYPED.tasks, members=())


def test_upgrade_to_a_policy_without_a_role_shows_the_name_that_stood_there(kam: Kam, tmp_path: Path) -> None:
    path, policy = with_tasks(tmp_path), tmp_path / "policy.toml"
    kam("policy", "show", "-o", policy, "--roles", "four")
    assert kam("upgrade", path, "--policy", policy).code == 0
    parsed = open_book(path)
    assert [one.role for one in parsed.portfolio.tasks.members] == ["economic", "Decision-maker"]
    assert [(one.code, one.where) for one in parsed.findings] == [
        ("unknown_role", parsed.place("tblMembers", 1, "role"))
    ]


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


def test_a_book_with_a_value_that_cannot_be_read_is_not_rebuilt_without_it(kam: Kam, team: dict[str, Path]) -> None:
    path = team["Sokolova"]
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
