"""The commands on a manager's book, end to end: new, import, qualify, cap, check."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kam_xl.demo import DEMO_AS_OF
from kam_xl.exchange.books import open_book
from kam_xl.i18n import Lang
from tests.cli.conftest import Kam
from tests.support.example import Example

LIST = """\
Клиент;Маржа за 12 месяцев;Запас роста в год;Вероятность потери;Крупный;Перспективный;Ассортимент;\
Подтверждение;Дата подтверждения
Завод «Прогресс»;7,56;8,97;15%;3;3;3;Образцы введены в спецификацию;12.05.2026
ООО «Ромашка»;1 200,50;;;;;;;
"""


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    """Give a small export of invoice lines of two sellers, with a return and a line without a client."""
    lines = ["Дата;Контрагент;Менеджер;Номенклатура;Группа;Количество;Сумма;Себестоимость"]
    for month in range(1, 13):
        lines.append(f"05.{month:02}.2025;Завод;Анна;Кран;Краны;10;1 000,00;700,00")
        lines.append(f"07.{month:02}.2025;Склад;Борис;Фланец;Фланцы;5;500,00;400,00")
    lines += [
        "20.12.2025;Завод;Анна;Фланец;Фланцы;4;400,00;300,00",
        "21.12.2025;Завод;Анна;Кран;Краны;-1;-100,00;-70,00",
    ]
    lines += ["22.12.2025;;Анна;Кран;Краны;1;100,00;70,00", ";Склад;Борис;Кран;Краны;1;100,00;70,00"]
    path = tmp_path / "продажи.csv"
    path.write_bytes("\n".join(lines).encode("cp1251"))
    return path


def test_alone_it_shows_help_with_examples_first(kam: Kam) -> None:
    run = kam()
    assert run.code == 0
    assert run.out.index("kam demo") < run.out.index("Options")


def test_help_is_in_russian_where_the_person_is(kam: Kam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAM_LANG", "ru")
    assert "Ключи" in kam("qualify", "--help").out


def test_a_new_book_is_empty_in_its_language_and_says_what_to_do_next(kam: Kam, tmp_path: Path) -> None:
    book = tmp_path / "KAM Анна.xlsx"
    run = kam("new", book, "--manager", "Анна", "--margin-plan", 900, "--hours", 120, "--lang", "ru")
    assert run.code == 0
    assert run.out == f"{book}\n"
    assert "Next: open" in run.err
    portfolio = open_book(book).portfolio
    assert (portfolio.lang, portfolio.setup.manager, portfolio.setup.margin_plan, portfolio.setup.hours) == (
        "ru", "Анна", 900, 120,
    )  # fmt: skip
    assert portfolio.accounts == ()


def test_a_new_book_does_not_replace_a_file_unless_told(kam: Kam, tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_text("mine")
    run = kam("new", book, "--manager", "Anna")
    assert run.code == 2
    assert "already there" in run.err
    assert book.read_text() == "mine"
    assert kam("new", book, "--manager", "Anna", "--force").code == 0
    assert (tmp_path / "book.xlsx.bak").read_text() == "mine"


def test_a_name_without_an_ending_is_a_folder_and_another_ending_is_refused(kam: Kam, tmp_path: Path) -> None:
    assert (
        kam("new", tmp_path / "books", "--manager", "Anna: key?").out == f"{tmp_path / 'books' / 'KAM Anna key.xlsx'}\n"
    )
    refused = kam("new", tmp_path / "book.xls", "--manager", "Anna")
    assert refused.code == 2
    assert ".xlsx" in refused.err


def test_a_list_of_clients_with_russian_headers_becomes_a_book(kam: Kam, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text(LIST, encoding="utf-8-sig")
    book = tmp_path / "book.xlsx"
    options = ("--manager", "Anna", "--margin-plan", 400, "--as-of", "2026-06-01")
    assert kam("new", book, "--from", listed, *options).code == 0
    first, second = kam("qualify", book, "--json").data
    assert (first["account"], first["stake"], first["verdict"]) == ("Завод «Прогресс»", 10.104, "key")
    assert (second["account"], second["verdict"], second["assumed"]) == ("ООО «Ромашка»", "not_graded", False)


def test_an_export_of_several_sellers_becomes_a_book_each_and_every_row_is_accounted_for(
    kam: Kam, sales: Path, tmp_path: Path
) -> None:
    made = kam("new", tmp_path / "team", "--from", sales, "--json").data
    assert sorted(one["manager"] for one in made) == ["Анна", "Борис"]
    for one in made:
        assert one["read"] == one["used"] + sum(one["skipped"].values()) == 28
        assert Path(one["book"]).exists()
        assert one["as_of"] == "2025-12-21"


def test_importing_proposes_with_evidence_and_importing_again_changes_nothing(
    kam: Kam, sales: Path, tmp_path: Path
) -> None:
    book = tmp_path / "book.xlsx"
    kam("new", book, "--manager", "Анна", "--margin-plan", 5000)
    first = kam("import", sales, "--into", book)
    assert first.code in (0, 1)
    assert "Next: open" in first.err
    once = open_book(book)
    assert [account.assumed for account in once.portfolio.accounts] == [True]
    assert once.portfolio.setup.as_of_fixed is not None
    assert all(one.evidence for one in once.portfolio.proposals)
    before = book.read_bytes()
    kam("import", sales, "--into", book)
    assert open_book(book).portfolio == once.portfolio
    assert book.read_bytes() == before


def test_qualify_prints_the_documented_fields(kam: Kam, team: dict[str, Path]) -> None:
    run = kam("qualify", team["Sokolova"], "--json")
    assert run.code == 1
    assert {
        "account", "points", "influence", "stake", "gate_influence", "gate_stake", "company_key", "manager_key",
        "verdict", "rank", "assumed", "on_record", "nearest_change",
    } <= set(run.data[0])  # fmt: skip
    keys = [one for one in run.data if one["manager_key"]]
    assert [one["rank"] for one in sorted(keys, key=lambda one: one["rank"])] == [1, 2, 3, 4, 5, 6]
    outlet = next(one for one in run.data if one["account"].startswith("Santekhnika"))
    assert (outlet["company_key"], outlet["manager_key"], outlet["verdict"]) == (True, False, "no_influence")


def test_qualify_explains_one_client_in_the_language_of_the_book_unless_told(
    kam: Kam, example: Callable[[Lang], Example], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = example("ru").folder / "KAM Марина Соколова.xlsx"
    assert "Key account" in kam("qualify", book, "--account", "Уралкомплектснаб").out
    monkeypatch.delenv("KAM_LANG")
    run = kam("qualify", book, "--account", "Уралкомплектснаб")
    assert "Ключевой" in run.out
    assert "Подтверждение" in run.out


def test_an_unknown_client_is_answered_with_the_near_ones(kam: Kam, team: dict[str, Path]) -> None:
    run = kam("qualify", team["Sokolova"], "--account", "Uralkomplektsnap")
    assert run.code == 2
    assert "Uralkomplektsnab" in run.err


def test_reading_commands_leave_the_file_as_it_is(kam: Kam, team: dict[str, Path]) -> None:
    before = {path: path.read_bytes() for path in team.values()}
    for path in team.values():
        kam("qualify", path)
        kam("cap", path)
        kam("check", path)
    assert {path: path.read_bytes() for path in team.values()} == before


def test_decisions_are_written_once_and_the_old_file_is_kept(kam: Kam, team: dict[str, Path]) -> None:
    book = team["Sokolova"]
    old = book.read_bytes()
    kam("qualify", book, "--write", "--who", "Roman Gusev")
    assert book.with_name(book.name + ".bak").read_bytes() == old
    first = open_book(book).portfolio
    entered = [one for one in first.decisions if one.change == "entered" and one.date == DEMO_AS_OF]
    assert [one.account for one in entered] == ["Tagansk Chemical Plant"]
    kam("qualify", book, "--write", "--who", "Roman Gusev")
    assert open_book(book).portfolio == first


def test_at_the_limit_a_newcomer_needs_a_leaver(kam: Kam, team: dict[str, Path]) -> None:
    book = team["Lebedev"]
    refused = kam("qualify", book, "--write", "--account", "Datatsentr-Stroy")
    assert refused.code == 1
    assert "Stalkonstruktsiya-Servis" in refused.err
    assert len([one for one in open_book(book).portfolio.accounts if one.on_record]) == 15
    kam("qualify", book, "--write", "--account", "Datatsentr-Stroy", "--leaver", "Stalkonstruktsiya-Servis")
    record = {one.account for one in open_book(book).portfolio.accounts if one.on_record}
    assert len(record) == 15
    assert "Datatsentr-Stroy" in record
    assert "Stalkonstruktsiya-Servis" not in record


def test_cap_prints_the_documented_fields_for_several_books(kam: Kam, team: dict[str, Path]) -> None:
    run = kam("cap", *sorted(team.values()), "--json")
    assert run.code == 1
    by_name = {one["manager"]: one for one in run.data}
    full = by_name["Viktor Lebedev"]
    assert (full["limit"], full["qualifying"], full["over"], full["on_record"], full["record_over"]) == (
        15,
        18,
        3,
        15,
        0,
    )
    assert full["leavers"] == ["Stalkonstruktsiya-Servis"]
    assert full["candidates"][0] == "Datatsentr-Stroy"
    assert by_name["Elena Vogel"]["hours_limit"] == 9


def test_check_lists_findings_with_place_and_remedy(kam: Kam, team: dict[str, Path]) -> None:
    run = kam("check", team["Sokolova"], "--json")
    assert run.code == 1
    for one in run.data:
        assert one["what"]
        assert one["do"]
    assert {"against_lower_pay", "record_leaver_due"} & {one["code"] for one in run.data}


def test_data_go_to_stdout_and_words_to_stderr(kam: Kam, team: dict[str, Path]) -> None:
    for command in ("qualify", "check"):
        json.loads(kam(command, team["Vogel"], "--json").out)
    json.loads(kam("cap", team["Vogel"], "--json").out)
    assert "judged" in kam("qualify", team["Vogel"], "--json").err


def test_an_unknown_command_or_option_suggests_the_near_one(kam: Kam) -> None:
    wrong = kam("qualfy")
    assert wrong.code == 2
    assert "qualify" in wrong.err
    assert kam("cap").code == 2
    assert "--json" in kam("cap", "x.xlsx", "--jsn").err


def test_an_unknown_fault_shows_no_traceback(kam: Kam, monkeypatch: pytest.MonkeyPatch, team: dict[str, Path]) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the moon fell")

    monkeypatch.setattr("kam_xl.cli.books.check_workbook", broken)
    run = kam("check", team["Vogel"])
    assert run.code == 70
    assert "the moon fell" in run.err
    assert "Traceback" not in run.err
    assert "--debug" in run.err


def test_sellers_with_more_than_they_can_carry_are_named(kam: Kam, sales: Path, tmp_path: Path) -> None:
    low = kam("policy", "show").out
    for old, new in (
        ("entry_points = 45", "entry_points = 1"),
        ("exit_points = 35", "exit_points = 0"),
        ("stake_share = 0.02", "stake_share = 0.0001"),
        ("core_min = 2", "core_min = 1"),
        ("hours_per_account = 5", "hours_per_account = 90"),
    ):
        assert old in low
        low = low.replace(old, new)
    (tmp_path / "low.toml").write_text(low, encoding="utf-8")
    run = kam("new", tmp_path / "team", "--from", sales, "--policy", tmp_path / "low.toml")
    assert run.code == 1
    assert "More clients qualify than they can carry: Анна (1, limit 0)" in run.err
