"""`kam run`: tables as JSON in, outcome as JSON out; and the blocks of cells that a command changed."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from kam_xl.excel.file import read_book
from kam_xl.sheets.parse import parse
from kam_xl.sheets.schema import ACCOUNTS, header
from kam_xl.sheets.wire import book_from_json, book_to_json
from tests.cli.conftest import Kam, Run


@pytest.fixture
def run(kam: Kam, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give `run("cap", book, args={...})`."""

    def call(name: str, book: Path | None, **more: object) -> Run:
        data = {"book": book_to_json(read_book(book)) if book else {}, "as_of": "2026-09-30", **more}
        monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(data)))
        return kam("run", name)

    return call


def test_a_book_as_json_is_judged_like_its_file(kam: Kam, run: Any, team: dict[str, Path]) -> None:
    piped = run("qualify", team["Vogel"])
    assert piped.data["data"] == kam("qualify", team["Vogel"], "--json").data
    assert piped.data["blocks"] == []
    assert piped.code == kam("qualify", team["Vogel"]).code == 1
    assert run("cap", team["Lebedev"]).data["data"]["over"] == 3
    assert [one["code"] for one in run("check", team["Sokolova"]).data["findings"]]


def test_decisions_come_back_as_blocks_that_make_the_same_book(kam: Kam, run: Any, team: dict[str, Path]) -> None:
    book = team["Sokolova"]
    answer = run("qualify", book, args={"write": True}, who="Roman Gusev").data
    tables = {block["table"] for block in answer["blocks"]}
    assert tables == {"tblAccounts", "tblDecisions"}
    columns = {
        ACCOUNTS.column(key).role for one in answer["blocks"] if one["table"] == "tblAccounts" for key in one["values"]
    }
    assert columns == {"record"}
    raw = book_to_json(read_book(book))
    accounts = raw["tables"]["tblAccounts"]
    for block in answer["blocks"]:
        if block["table"] == "tblAccounts":
            for key, value in block["values"].items():
                at = accounts["headers"].index(header(ACCOUNTS, ACCOUNTS.column(key), "en"))
                accounts["rows"][block["row"]][at] = value
    kam("qualify", book, "--write", "--who", "Roman Gusev")
    assert parse(book_from_json(raw)).portfolio.accounts == parse(read_book(book)).portfolio.accounts


@pytest.mark.parametrize("args", [[1], "x", 3])
def test_arguments_of_another_shape_are_a_usage_error(run: Any, team: dict[str, Path], args: object) -> None:
    assert run("qualify", team["Vogel"], args=args).code == 2


def test_an_import_without_an_export_and_broken_json_are_usage_errors(
    kam: Kam, run: Any, team: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("import", team["Vogel"]).code == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("{"))
    assert kam("run", "cap").code == 2


def test_a_command_that_the_policy_switched_off_is_refused(kam: Kam, run: Any, tmp_path: Path) -> None:
    kam("policy", "show", "-o", tmp_path / "policy.toml")
    off = (tmp_path / "policy.toml").read_text(encoding="utf-8").replace("imports = true", "imports = false")
    (tmp_path / "off.toml").write_text(off, encoding="utf-8")
    book = tmp_path / "book.xlsx"
    kam("new", book, "--manager", "Anna", "--policy", tmp_path / "off.toml")
    sales = tmp_path / "sales.csv"
    sales.write_text("Дата;Контрагент;Сумма\n01.05.2026;Завод;100\n", encoding="utf-8")
    assert run("import", book, args={"export": str(sales)}).code == 2
    assert kam("import", sales, "--into", book).code == 2
    options = ("--manager", "Anna", "--policy", tmp_path / "off.toml")
    assert kam("new", tmp_path / "b.xlsx", "--from", sales, *options).code == 2
    assert not (tmp_path / "b.xlsx").exists()
