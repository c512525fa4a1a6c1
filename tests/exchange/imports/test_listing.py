"""A list of accounts is the manager's own: read as the workbook reads it, or refused as a whole with every reason."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kam_xl.errors import UnreadableExport
from kam_xl.exchange.imports import read_export
from tests.exchange.imports.files import derived, write_csv, write_xlsx

RUSSIAN = (
    "Клиент",
    "Сегмент",
    "Маржа за 12 месяцев",
    "Вероятность потери",
    "Крупный",
    "Ассортимент",
    "Дата подтверждения",
)


def test_keys_and_headers_of_both_languages_are_known(tmp_path: Path) -> None:
    keys = ("account", "segment", "margin", "loss_probability", "large", "lever_assortment", "evidence_date")
    for name, header in (("en", keys), ("ru", RUSSIAN)):
        path = write_csv(tmp_path / f"{name}.csv", [header, ("Ёлка", "Опт", "7,56", "15 %", 3, 2, "01.03.2026")], ";")
        (account,) = derived(path).accounts
        assert (account.account, account.segment, account.margin) == ("Ёлка", "Опт", 7.56)
        assert account.loss_probability == pytest.approx(0.15)
        assert (account.grade("large"), account.lever("assortment"), account.grade("loyal")) == (3, 2, None)
        assert account.evidence_date == dt.date(2026, 3, 1)
        assert account.id.startswith("a")


def test_a_list_proposes_nothing(tmp_path: Path) -> None:
    imported = derived(write_csv(tmp_path / "l.csv", [("account", "large"), ("A", 3)]))
    assert (imported.proposals, imported.as_of, imported.derived) == ((), None, False)
    assert (imported.report.read, imported.report.used) == (1, 1)


def test_a_list_of_names_alone_is_enough(tmp_path: Path) -> None:
    imported = derived(write_csv(tmp_path / "l.csv", [("Client",), ("Acme",), ("Roe",)]))
    assert [one.account for one in imported.accounts] == ["Acme", "Roe"]


@pytest.mark.parametrize("header", ["Наименование", "Название", "Name", "Наименование клиента", "Company"])
def test_a_plain_name_is_the_clients_in_a_list_of_clients(tmp_path: Path, header: str) -> None:
    rows = [(header, "Сегмент", "Описание"), ("Ёлка", "Опт", "x")]
    (account,) = derived(write_csv(tmp_path / "l.csv", rows)).accounts
    assert (account.account, account.segment) == ("Ёлка", "Опт")


def test_a_better_column_than_a_plain_name_is_the_client(tmp_path: Path) -> None:
    rows = [("Наименование", "Клиент", "Сегмент"), ("Труба", "Ёлка", "Опт")]
    assert derived(write_csv(tmp_path / "l.csv", rows)).accounts[0].account == "Ёлка"


@pytest.mark.parametrize(
    "headers", [("Наименование", "Дата", "Сумма"), ("Name", "Price"), ("Название", "Name"), ("Name", "Product")]
)
def test_a_plain_name_among_sales_or_goods_is_no_client(tmp_path: Path, headers: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableExport):
        read_export(write_csv(tmp_path / "l.csv", [headers, ("Труба", "20.10.2016", "5")]))


def test_yes_and_no_are_read_in_many_ways(tmp_path: Path) -> None:
    rows = [("account", "co_large"), *((f"A{i}", text) for i, text in enumerate(("да", "No", "x", "1", "0", "+", "")))]
    accounts = derived(write_csv(tmp_path / "l.csv", rows)).accounts
    assert [one.company[0] for one in accounts] == [True, False, True, True, False, True, None]


def test_a_workbook_is_read_too(tmp_path: Path) -> None:
    rows = [("Client", "Loss probability", "Evidence of"), ("A", 0.2, dt.date(2026, 3, 1))]
    assert derived(write_xlsx(tmp_path / "l.xlsx", rows)).accounts[0].loss_probability == 0.2


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [
        ("margin", "a lot", "cell_text_for_number"),
        ("large", "7", "cell_out_of_range"),
        ("loss_probability", "-0.1", "cell_out_of_range"),
        ("loss_probability", "1.2", "cell_out_of_range"),
        ("co_large", "perhaps", "cell_unknown_word"),
        ("evidence_date", "soon", "cell_not_a_date"),
    ],
)
def test_a_value_that_the_rules_cannot_read_refuses_the_list(
    tmp_path: Path, header: str, value: str, code: str
) -> None:
    path = write_csv(tmp_path / "l.csv", [("account", "segment", header), ("A", "x", ""), ("B", "x", value)])
    with pytest.raises(UnreadableExport) as caught:
        read_export(path)
    (finding,) = caught.value.findings
    assert (finding.code, finding.where.file, finding.where.row) == (code, "l.csv", 3)
    assert caught.value.exit_code == 3


def test_every_bad_name_is_listed(tmp_path: Path) -> None:
    rows = [("account", "margin"), ("Ёлка", 1), ("елка", 2), ("=1+1", 3), ("", 4)]
    with pytest.raises(UnreadableExport) as caught:
        read_export(write_csv(tmp_path / "l.csv", rows))
    found = [(one.code, one.where.row) for one in caught.value.findings]
    assert found == [("account_duplicate", 3), ("account_name_formula", 4), ("account_without_name", 5)]
