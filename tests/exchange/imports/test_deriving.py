"""One seller's book from an export: whose rows count, what is proposed, and that every row is accounted for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.commands.absorb import absorb
from kam_xl.errors import UnknownSeller, UnreadableExport
from kam_xl.exchange.imports import read_export
from kam_xl.i18n import Lang
from kam_xl.model import Portfolio, Setup
from kam_xl.rules import assess
from tests.exchange.imports.files import deals, derived, evidence, first_of_months, invoices, proposed, write_csv
from tests.factories import default_policy


def _two_sellers(path: Path) -> Path:
    return deals(
        path,
        ("Ann", "P", "Acme", "Won", "2016-09-01", "2016-10-20", 30),
        ("Bob", "P", "Roe", "Won", "2016-09-01", "2016-10-21", 70),
        ("Ann", "P", "", "Engaging", "2016-09-01", "", ""),
    )


def test_each_seller_gets_his_own_clients_and_all_rows_are_accounted_for(tmp_path: Path) -> None:
    export = read_export(_two_sellers(tmp_path / "d.csv"))
    for seller, client in (("ann", "Acme"), ("BOB", "Roe")):
        imported = derived(export, seller=seller)
        assert [one.account for one in imported.accounts] == [client]
        assert imported.report.skipped == {"no_client": 1, "other_seller": 1}
        assert imported.report.adds_up()


@pytest.mark.parametrize("seller", [None, "Carl"])
def test_several_sellers_are_listed_when_none_of_them_was_chosen(tmp_path: Path, seller: str | None) -> None:
    with pytest.raises(UnknownSeller) as caught:
        derived(_two_sellers(tmp_path / "d.csv"), seller=seller)
    assert caught.value.params["sellers"] == ["Ann", "Bob"]


def test_an_only_seller_need_not_be_named(tmp_path: Path) -> None:
    path = deals(tmp_path / "d.csv", ("Ann", "P", "A", "Won", "2016-09-01", "2016-10-20", 30))
    assert derived(path).report.seller == "Ann"


def test_an_export_without_a_usable_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableExport):
        derived(invoices(tmp_path / "e.csv", ("", "2016-10-20", "G", 1)))


def test_without_a_plan_the_value_of_the_year_is_proposed(tmp_path: Path) -> None:
    path = invoices(tmp_path / "e.csv", ("A", "2016-10-20", "G", 70), ("B", "2016-10-20", "G", 30))
    imported = derived(path)
    assert imported.margin_plan == 100.0
    assert proposed(imported, "")["margin_plan"] == 100.0
    assert "import_plan_proposed" in {one.code for one in imported.findings}


def test_a_given_plan_is_what_clients_are_graded_against(tmp_path: Path) -> None:
    path = invoices(tmp_path / "e.csv", ("A", "2016-10-20", "G", 70))
    imported = derived(path, margin_plan=1000.0)
    assert imported.margin_plan is None
    assert proposed(imported, "A")["large"] == 2.0
    assert "margin_plan" not in proposed(imported, "")


def test_rows_after_the_day_judged_are_left_out_and_counted(tmp_path: Path) -> None:
    path = invoices(tmp_path / "e.csv", ("A", "2016-10-20", "G", 70), ("A", "2016-10-21", "G", 30))
    imported = derived(path, as_of=dt.date(2016, 10, 20))
    assert (imported.accounts[0].margin, imported.as_of) == (70.0, dt.date(2016, 10, 20))
    assert imported.report.skipped == {"later": 1}
    assert imported.report.adds_up()


def test_evidence_joins_the_levers_and_bears_the_latest_day(tmp_path: Path) -> None:
    lines = [("A", day, "Pipes", 10.0) for day in first_of_months(dt.date(2026, 12, 1), 12)]
    lines += [("A", "2026-09-05", "Valves", 5.0), ("A", "2026-10-06", "Seals", 5.0)]
    imported = derived(invoices(tmp_path / "e.csv", *lines))
    found = proposed(imported, "A")
    assert found["lever_assortment"] == 2.0
    assert found["evidence"] == "2 product groups added since 5 Sep 2026: Valves, Seals"
    assert found["evidence_date"] == "2026-10-06"


def test_evidence_of_two_levers_bears_the_later_day(tmp_path: Path) -> None:
    months = first_of_months(dt.date(2026, 12, 1), 12)
    lines = [("A", day, "Pipes", 10.0 if day < "2026-07" else 40.0) for day in months]
    lines += [("B", day, "Pipes", 500.0) for day in months] + [("A", "2026-08-05", "Valves", 5.0)]
    found = proposed(derived(invoices(tmp_path / "e.csv", *lines)), "A")
    assert (found["lever_assortment"], found["lever_volume"]) == (1.0, 2.0)
    assert str(found["evidence"]).startswith("1 product group added since 5 Aug 2026: Valves; sales rose by ")
    assert found["evidence_date"] == "2026-12-01"


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "1 product group added since"), ("ru", "добавлена 1 товарная группа: Valves")]
)
def test_evidence_is_written_in_the_language_of_the_book(tmp_path: Path, lang: Lang, text: str) -> None:
    lines = [("A", day, "Pipes", 10.0) for day in first_of_months(dt.date(2026, 12, 1), 12)]
    path = invoices(tmp_path / "e.csv", *lines, ("A", "2026-09-05", "Valves", 5.0))
    assert text in evidence(derived(path, lang=lang), "A", "lever_assortment")


def test_ids_follow_from_book_and_name(tmp_path: Path) -> None:
    first = derived(invoices(tmp_path / "e.csv", ("Ёлка", "2016-10-20", "G", 1)))
    again = derived(invoices(tmp_path / "e.csv", (" елка", "2016-10-20", "G", 1)))
    assert first.accounts[0].id == again.accounts[0].id
    assert {one.id for one in first.proposals} == {one.id for one in again.proposals}


def test_the_report_is_said_in_both_languages(tmp_path: Path) -> None:
    path = invoices(tmp_path / "e.csv", ("A", "2016-10-20", "G", 1), ("", "2016-10-20", "G", 1))
    lines = derived(path).report.lines
    assert lines[0].in_("en") == "e.csv: 2 rows read, 1 used, 1 client"
    assert lines[-1].in_("en") == "1 row left out: no client (row 3)"
    assert lines[-1].in_("ru") == "Не использована 1 строка: не указан клиент (строка 3)"
    path = invoices(tmp_path / "e.csv", ("A", "2016-10-20", "G", 1), *[("", "2016-10-20", "G", 1)] * 2)
    line = derived(path).report.lines[-1]
    assert line.in_("ru") == "Не использованы 2 строки: не указан клиент (строки 3, 4)"


def test_money_of_the_export_is_divided_before_anything_is_derived(tmp_path: Path) -> None:
    lines = [("A", day, "G", 1_000_000.0) for day in first_of_months(dt.date(2026, 12, 1), 12)]
    lines += [(name, "2026-12-01", "H", 3_400.0) for name in ("B", "C", "D")]
    export = read_export(invoices(tmp_path / "e.csv", *lines))
    roubles = derived(export, margin_plan=20_000_000.0)
    millions = derived(export, margin_plan=20.0, money_per=1_000_000)
    assert [one.margin for one in millions.accounts] == [12.0, 0.0034, 0.0034, 0.0034]
    assert millions.total == pytest.approx(roubles.total / 1_000_000)
    for client in ("A", "B"):
        there, here = proposed(roubles, client), proposed(millions, client)
        assert here.pop("headroom") == pytest.approx(float(str(there.pop("headroom"))) / 1_000_000)
        assert here == there
    assert evidence(millions, "B", "large").startswith("Sales of 0.0034 in the last 12 months")
    assert derived(export, money_per=1_000_000).margin_plan == 12.0102
    assert export.sales is not None
    assert export.sales.amount.max() == 1_000_000


def test_money_of_a_list_is_divided_too(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "l.csv", [("account", "margin", "headroom", "large"), ("A", 7_500, "", 2)])
    (account,) = derived(path, money_per=1000).accounts
    assert (account.margin, account.headroom, account.grade("large")) == (7.5, None, 2)


def test_a_client_is_large_for_the_company_only_where_several_sell(tmp_path: Path) -> None:
    alone = deals(tmp_path / "a.csv", ("Ann", "P", "Acme", "Won", "2016-09-01", "2016-10-20", 30))
    both = _two_sellers(tmp_path / "b.csv")
    assert "co_large" not in proposed(derived(alone), "Acme")
    assert "co_large" not in proposed(derived(invoices(tmp_path / "e.csv", ("A", "2016-10-20", "G", 1))), "A")
    assert proposed(derived(both, seller="Ann"), "Acme")["co_large"] is True


CELLS = st.sampled_from(["", "A", "B", "2016-10-20", "20.10.2016", "7", "-3", "1 234,5", "x", "=1", "Итого", "#N/A"])


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=12))
def test_any_dirt_adds_up_or_is_refused(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]) -> None:
    path = tmp_path_factory.mktemp("dirt") / "e.csv"
    write_csv(path, [("Контрагент", "Дата", "Товарная группа", "Сумма"), *rows], ";")
    try:
        report = derived(path).report
    except UnreadableExport:
        return
    assert report.adds_up()
    assert report.read == sum(any(row) for row in rows)


def test_the_crm_export_is_read_as_dirty_as_it_is(realdata: Path) -> None:
    export = read_export(realdata / "crm")
    assert (export.kind, export.read, len(export.clients), len(export.sellers)) == ("deals", 8800, 85, 30)
    assert export.last_day == dt.date(2017, 12, 31)
    assert (len(export.heads), export.heads["Darcel Schlecht"]) == (35, "Melvin Marxen")
    total = 0.0
    for seller in export.sellers:
        imported = derived(export, seller=seller)
        assert imported.report.adds_up()
        assert imported.report.skipped["no_client"] == 1425
        assert imported.report.used + imported.report.skipped["other_seller"] == 7375
        total += sum(one.margin or 0 for one in imported.accounts)
        assert all(one.segment for one in imported.accounts)
    assert total == 10_005_534


def test_the_pipeline_alone_gives_the_same_sales(realdata: Path) -> None:
    imported = derived(realdata / "crm" / "sales_pipeline.csv", seller="Darcel Schlecht")
    assert imported.margin_plan == 1_153_214
    assert imported.as_of == dt.date(2017, 12, 31)
    codes = {one.code for one in imported.findings}
    assert {"import_sales_for_margin", "import_short_history", "import_groups"} <= codes


def test_products_of_two_spellings_are_one(realdata: Path) -> None:
    export = read_export(realdata / "crm")
    assert export.sales is not None
    assert len(export.groups) == 7
    gtx_pro = export.sales.group == export.groups.index("GTXPro")
    assert set(export.sales.usual[gtx_pro].tolist()) == {4821.0}


def test_the_invoice_lines_are_read_as_dirty_as_they_are(realdata: Path) -> None:
    imported = derived(realdata / "online_retail_sample.xlsx")
    report = imported.report
    assert (report.kind, report.read, report.used, report.skipped) == (
        "invoices",
        40_000,
        29_943,
        {"no_client": 10_057},
    )
    assert report.returned == 648
    assert report.adds_up()
    assert imported.as_of == dt.date(2011, 12, 9)
    assert {one.account for one in imported.accounts} >= {"13607", "17841"}
    assert len(imported.accounts) == 3621


def test_real_books_can_be_judged_and_imported_twice(realdata: Path) -> None:
    policy = default_policy()
    export = read_export(realdata / "crm")
    imported = derived(export, seller="Darcel Schlecht")
    once = absorb(Portfolio("b1", "en", Setup()), imported).portfolio
    assert imported.as_of is not None
    assert len(assess(once, policy, imported.as_of).accounts) == 55
    again = derived(export, seller="Darcel Schlecht", margin_plan=once.setup.margin_plan)
    assert absorb(once, again).portfolio == once
