"""An export is read as it is: columns by synonyms or a map file, every row used or left out for a reason."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kam_xl.errors import FileMissing, UnreadableExport
from kam_xl.exchange.imports import read_export
from tests.exchange.imports.files import deals, derived, invoices, write_csv, write_xlsx

ONE_C = [
    ("Отчёт о продажах", "", "", "", "", "", ""),
    ("Контрагент", "Менеджер", "Номенклатура", "Товарная группа", "Количество", "Сумма", "Дата"),
    ("ООО Ёлка", "Иванов", "Кран шаровой", "Краны", "1,500", "1 234,56", "20.10.2016"),
    ("ООО елка", "Иванов", "Фланец", "Фланцы", "2,000", "100,00", "21.10.2016"),
    ("Итого", "", "", "", "3,500", "1 334,56", ""),
]


def test_a_1c_report_is_read_with_its_title_and_totals(tmp_path: Path) -> None:
    imported = derived(write_csv(tmp_path / "1c.csv", ONE_C, ";", "cp1251"))
    assert [(one.account, one.margin) for one in imported.accounts] == [("ООО Ёлка", 1334.56)]
    assert imported.report.skipped == {"total": 1}
    assert imported.report.rows == {"total": (5,)}
    assert imported.report.adds_up()
    assert imported.as_of == dt.date(2016, 10, 21)


def test_a_workbook_gives_the_same_as_text(tmp_path: Path) -> None:
    typed = [*ONE_C[:2], ("ООО Ёлка", "Иванов", "Кран", "Краны", 1.5, 1234.56, dt.date(2016, 10, 20))]
    imported = derived(write_xlsx(tmp_path / "1c.xlsx", typed))
    assert imported.accounts[0].margin == 1234.56
    assert imported.as_of == dt.date(2016, 10, 20)


def test_quantity_times_price_stands_for_a_missing_amount(tmp_path: Path) -> None:
    rows = [("Customer", "Date", "Quantity", "Unit price"), ("A", "2016-10-20", 3, 2.5)]
    assert derived(write_csv(tmp_path / "e.csv", rows)).accounts[0].margin == 7.5


def test_margin_is_sales_less_cost_where_the_export_has_cost(tmp_path: Path) -> None:
    rows = [("Клиент", "Дата", "Сумма", "Себестоимость"), ("А", "20.10.2016", 100, 70), ("А", "20.10.2016", -10, -7)]
    imported = derived(write_csv(tmp_path / "e.csv", rows))
    assert (imported.accounts[0].margin, imported.basis) == (27.0, "margin")
    assert "import_sales_for_margin" not in {one.code for one in imported.findings}


def test_returns_and_cancellations_net_out(tmp_path: Path) -> None:
    rows = [
        ("CustomerID", "InvoiceNo", "InvoiceDate", "Amount"),
        ("1", "536365", "2016-10-20", 100),
        ("1", "C536366", "2016-10-21", 30),
        ("1", "C536367", "2016-10-21", -20),
        ("1", "Возврат 7", "2016-10-21", 5),
        ("1", "536370", "2016-10-21", -1),
    ]
    imported = derived(write_csv(tmp_path / "e.csv", rows))
    assert imported.accounts[0].margin == 44.0
    assert imported.report.returned == 4


def test_dirty_rows_are_counted_and_listed_and_never_crash(tmp_path: Path) -> None:
    rows = [
        ("Client", "Date", "Amount"),
        ("A", "2016-10-20", "100"),
        ("", "2016-10-20", "1"),
        ("A", "", "1"),
        ("A", "some day", "1"),
        ("A", "2016-10-20", "a lot"),
        ("A", "2016-10-20", ""),
        ("=1+1", "2016-10-20", "1"),
        ("",),
        ("A",),
    ]
    report = derived(write_csv(tmp_path / "e.csv", rows)).report
    assert report.skipped == {
        "no_client": 1, "bad_client": 1, "no_date": 2, "bad_date": 1, "no_amount": 1, "bad_number": 1,
    }  # fmt: skip
    assert report.rows["no_date"] == (4, 10)
    assert (report.read, report.used) == (8, 1)
    assert report.adds_up()


def test_deals_need_a_close_date_only_when_closed(tmp_path: Path) -> None:
    path = deals(
        tmp_path / "d.csv",
        ("S", "P", "A", "Won", "2016-10-01", "2016-10-20", 10),
        ("S", "P", "A", "Won", "2016-10-01", "", 10),
        ("S", "P", "A", "Lost", "2016-10-01", "2016-10-21", "n/a"),
        ("S", "P", "A", "Prospecting", "", "", ""),
        ("S", "P", "A", "", "", "", ""),
    )
    report = derived(path).report
    assert report.skipped == {"no_stage": 1, "no_date": 1}
    assert report.used == 3


def test_russian_stages_are_known_and_others_are_open_and_said(tmp_path: Path) -> None:
    path = deals(
        tmp_path / "d.csv",
        ("S", "P", "A", "Выиграна", "2016-10-01", "2016-10-20", 10),
        ("S", "P", "A", "Закрыто и не реализовано", "2016-10-01", "2016-10-20", 0),
        ("S", "P", "A", "В работе", "2016-10-02", "", 4),
        ("S", "P", "A", "Ждём директора", "2016-10-02", "", 6),
    )
    export = read_export(path)
    assert export.sales is not None
    assert export.sales.state.tolist() == [0, 1, 2, 2]
    assert [one.params["stages"] for one in export.findings] == [["Ждём директора"]]


def test_a_repeated_deal_counts_once(tmp_path: Path) -> None:
    rows = [
        ("opportunity_id", "account", "stage", "close_date", "close_value"),
        ("1", "A", "Won", "2016-10-20", 10),
        ("1", "A", "Won", "2016-10-20", 10),
    ]
    imported = derived(write_csv(tmp_path / "d.csv", rows))
    assert (imported.accounts[0].margin, imported.report.skipped) == (10.0, {"duplicate": 1})


def test_a_map_file_names_columns_dates_decimals_and_stages(tmp_path: Path) -> None:
    rows = [("Название партнёра", "Когда", "Деньги", "Состояние"), ("A", "03/04/2016", "1,500", "Ура")]
    mapping = tmp_path / "columns.toml"
    mapping.write_text(
        'client = "Название партнёра"\nclose_date = "Когда"\namount = "Деньги"\nstage = "состояние"\n'
        'date_order = "mdy"\ndecimal = ","\n[stages]\nwon = ["Ура"]\n',
        encoding="utf-8",
    )
    imported = derived(read_export(write_csv(tmp_path / "d.csv", rows, ";"), mapping))
    assert imported.accounts[0].margin == 1.5
    assert imported.as_of == dt.date(2016, 3, 4)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("client = ", "import_map_unreadable"),
        ('clients = "A"', "import_map_key"),
        ('date_order = "day first"', "import_map_key"),
        ('client = "Nobody"', "import_map_column"),
    ],
)
def test_mistakes_of_a_map_file_are_said(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableExport) as caught:
        read_export(invoices(tmp_path / "e.csv", ("A", "2016-10-20", "G", 1)), tmp_path / "m.toml")
    assert [one.code for one in caught.value.findings] == [code]


def test_a_missing_column_is_named_with_what_the_file_has(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "e.csv", [("Client", "Amount", "Remark"), ("A", 1, "x")])
    with pytest.raises(UnreadableExport) as caught:
        read_export(path)
    (finding,) = caught.value.findings
    assert (finding.code, finding.params["key"]) == ("import_column_missing", "date")
    assert finding.params["has"] == ["Client", "Amount", "Remark"]
    assert 'date = "header in your file"' in str(caught.value)


def test_an_ambiguous_column_is_asked_about(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "e.csv", [("Client", "Customer", "Date", "Amount"), ("A", "B", "2016-10-20", 1)])
    with pytest.raises(UnreadableExport, match="Client, Customer"):
        read_export(path)


def test_dates_that_read_two_ways_are_asked_about(tmp_path: Path) -> None:
    with pytest.raises(UnreadableExport) as caught:
        read_export(invoices(tmp_path / "e.csv", ("A", "03/04/2016", "G", 1)))
    assert [one.code for one in caught.value.findings] == ["import_date_order"]


def test_a_stray_last_day_is_said(tmp_path: Path) -> None:
    lines = (("A", "2016-10-20", "G", 1.0), ("A", "2061-10-21", "G", 1.0))
    export = read_export(invoices(tmp_path / "e.csv", *lines))
    assert [one.code for one in export.findings] == ["import_stray_day"]


def test_a_folder_joins_products_clients_and_teams(tmp_path: Path) -> None:
    deals(tmp_path / "pipeline.csv", ("Ann", "GTXPro", "Acme", "Prospecting", "2016-10-20", "", ""))
    write_csv(tmp_path / "products.csv", [("product", "series", "sales_price"), ("GTX Pro", "GTX", 4821)])
    write_csv(tmp_path / "accounts.csv", [("account", "sector"), ("ACME", "retail")])
    write_csv(tmp_path / "teams.csv", [("sales_agent", "manager"), ("Ann", "Bob")])
    imported = derived(tmp_path)
    assert (imported.accounts[0].segment, imported.head) == ("retail", "Bob")
    assert next(one.value for one in imported.proposals if one.field == "headroom") == pytest.approx(0.3 * 4821, 0.01)


def test_a_folder_of_two_exports_is_refused(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        invoices(tmp_path / name, ("A", "2016-10-20", "G", 1))
    with pytest.raises(UnreadableExport, match=r"a\.csv, b\.csv"):
        read_export(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_export(tmp_path)
