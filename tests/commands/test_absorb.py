"""An import moves facts and refreshes its own proposals; what the manager typed or confirmed stays, and is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.commands.absorb import Imported, ImportReport, absorb
from kam_xl.commands.account_cells import same, value_of, with_values
from kam_xl.findings import Severity
from kam_xl.model import Account, Portfolio, Proposal, Setup, natural_name
from kam_xl.sheets.schema import ACCOUNTS

DAY, NEXT = dt.date(2026, 3, 31), dt.date(2026, 6, 30)


def _proposal(account: str, field: str, value: Any, day: dt.date = DAY) -> Proposal:
    return Proposal(f"p-{natural_name(account)}-{field}", account, field, value, f"seen {value}", "sales.csv", day)


def _imported(*clients: tuple[str, dict[str, Any]], day: dt.date = DAY, plan: float | None = None) -> Imported:
    """Return an import of clients with what it proposes for each; every client has a margin of 5."""
    accounts = tuple(Account(f"a-{name}", name, margin=5.0, penetration=0.5, segment="Retail") for name, _ in clients)
    proposals = [_proposal(name, field, value, day) for name, fields in clients for field, value in fields.items()]
    proposals += [_proposal("", "margin_plan", plan, day)] if plan is not None else []
    report = ImportReport("sales.csv", "invoices", len(clients), len(clients), clients=len(clients))
    return Imported(day, "sales.csv", accounts, tuple(proposals), (), report, margin_plan=plan)


def _listed(*accounts: Account) -> Imported:
    report = ImportReport("list.csv", "list", len(accounts), len(accounts))
    return Imported(None, "list.csv", accounts, (), (), report)


def _book(*accounts: Account, **fields: Any) -> Portfolio:
    return Portfolio("b1", "en", fields.pop("setup", Setup()), accounts, **fields)


def test_an_empty_book_takes_facts_and_proposals() -> None:
    fields = {"large": 2.0, "lever_volume": 2.0, "co_large": True, "evidence": "grew", "evidence_date": "2026-03-01"}
    absorbed = absorb(_book(), _imported(("Acme", fields), plan=100.0))
    (account,) = absorbed.portfolio.accounts
    assert (account.id, account.margin, account.segment, account.proposed) == ("a-Acme", 5.0, "Retail", DAY)
    assert (account.grade("large"), account.lever("volume"), account.company[0]) == (2.0, 2.0, True)
    assert (account.evidence, account.evidence_date) == ("grew", dt.date(2026, 3, 1))
    assert absorbed.portfolio.setup.margin_plan == 100.0
    assert absorbed.added == ("Acme",)
    assert account.assumed


def test_facts_move_even_for_a_confirmed_account_and_judgements_stay() -> None:
    book = absorb(_book(), _imported(("Acme", {"large": 2.0}))).portfolio
    book = replace(book, accounts=(replace(book.accounts[0], confirmed=DAY, margin=1.0),))
    absorbed = absorb(book, _imported(("ACME", {"large": 3.0}), day=NEXT))
    (account,) = absorbed.portfolio.accounts
    assert (account.margin, account.grade("large"), account.proposed) == (5.0, 2.0, DAY)
    (finding,) = absorbed.findings
    assert (finding.code, finding.account) == ("import_disagrees", "Acme")
    assert (finding.params["kept"], finding.params["proposed"]) == (2.0, 3.0)
    assert absorbed.kept == (("Acme", "large"),)
    assert "“Large” of “Acme”: 2 in the book, 3 by the import — " in finding.in_("en")
    assert absorb(absorbed.portfolio, _imported(("ACME", {"large": 3.0}), day=NEXT)).findings == (finding,)


@pytest.mark.parametrize(
    ("typed", "offered", "confirmed", "severity"),
    [
        ({"large": 0.0}, {"large": 2.0}, None, Severity.WARNING),
        ({"lever_volume": 3.0}, {"lever_volume": 1.0}, None, Severity.WARNING),
        ({"large": 1.0}, {"large": 2.0}, None, Severity.NOTE),
        ({"large": 0.0}, {"large": 3.0}, DAY, Severity.NOTE),
        ({"loss_probability": 0.9}, {"loss_probability": 0.05}, None, Severity.NOTE),
        ({"headroom": 90.0}, {"headroom": 5.0}, None, Severity.NOTE),
    ],
)
def test_only_an_unconfirmed_score_far_from_the_imports_is_urged(
    typed: dict[str, Any], offered: dict[str, Any], confirmed: dt.date | None, severity: Severity
) -> None:
    account = replace(with_values(Account("a1", "Acme"), typed), confirmed=confirmed)
    (finding,) = absorb(_book(account), _imported(("Acme", offered))).findings
    assert (finding.code, finding.severity) == ("import_disagrees", severity)


def test_a_score_that_the_manager_emptied_is_not_urged() -> None:
    book = absorb(_book(), _imported(("Acme", {"large": 3.0, "loyal": 1.0}))).portfolio
    book = replace(book, accounts=(with_values(book.accounts[0], {"large": None}),))
    assert [one.severity for one in absorb(book, _imported(("Acme", {"large": 3.0}))).findings] == [Severity.NOTE]


def test_typed_facts_that_the_import_replaces_are_said_once() -> None:
    book = _book(Account("a1", "Acme", margin=0.0034, penetration=0.455), Account("a2", "Roe", margin=5.0))
    imported = _imported(("Acme", {"large": 2.0}), ("Roe", {"large": 2.0}))
    absorbed = absorb(book, imported)
    (finding,) = absorbed.findings
    assert (finding.code, finding.severity, finding.account) == ("import_fact_replaced", Severity.NOTE, "Acme")
    assert "“Acme”: Margin, 12 months 0.0034 → 5, Range bought 45.5 % → 50 %" in finding.what("en")
    assert "Маржа за 12 месяцев 0,0034 → 5, Охват ассортимента 45,5 % → 50 %" in finding.what("ru")
    assert absorb(absorbed.portfolio, imported).findings == ()


@pytest.mark.parametrize("confirmed", [None, DAY])
def test_facts_of_an_earlier_import_move_without_a_word(confirmed: dt.date | None) -> None:
    book = absorb(_book(), _imported(("Acme", {"large": 2.0}))).portfolio
    book = replace(book, accounts=(replace(book.accounts[0], margin=4.0, confirmed=confirmed),))
    absorbed = absorb(book, _imported(("Acme", {"large": 2.0}), day=NEXT))
    assert (absorbed.portfolio.accounts[0].margin, absorbed.findings) == (5.0, ())


def test_an_untouched_proposal_is_refreshed() -> None:
    book = absorb(_book(), _imported(("Acme", {"large": 2.0}))).portfolio
    absorbed = absorb(book, _imported(("Acme", {"large": 3.0}), day=NEXT))
    (account,) = absorbed.portfolio.accounts
    assert (account.grade("large"), account.proposed) == (3.0, NEXT)
    assert [one.value for one in absorbed.portfolio.proposals] == [3.0]
    assert (absorbed.findings, absorbed.updated) == ((), ("Acme",))


def test_a_proposal_that_history_no_longer_shows_is_withdrawn() -> None:
    book = absorb(_book(), _imported(("Acme", {"lever_volume": 2.0}))).portfolio
    absorbed = absorb(book, _imported(("Acme", {}), day=NEXT))
    (account,) = absorbed.portfolio.accounts
    assert (account.lever("volume"), account.proposed, absorbed.portfolio.proposals) == (None, None, ())


@pytest.mark.parametrize("typed", [1.0, 0.0])
def test_what_the_manager_changed_or_typed_stays(typed: float) -> None:
    proposed = absorb(_book(), _imported(("Acme", {"large": 2.0}))).portfolio
    changed = with_values(proposed.accounts[0], {"large": typed})
    for book in (replace(proposed, accounts=(changed,)), _book(Account("a1", "Acme", grades=changed.grades))):
        absorbed = absorb(book, _imported(("Acme", {"large": 3.0}), day=NEXT))
        assert absorbed.portfolio.accounts[0].grade("large") == typed
        assert absorbed.kept == (("Acme", "large"),)


def test_a_value_that_the_manager_typed_is_never_taken_for_a_proposal_later() -> None:
    book = _book(Account("a1", "Acme", loss_probability=0.05))
    book = absorb(book, _imported(("Acme", {"loss_probability": 0.05}))).portfolio
    absorbed = absorb(book, _imported(("Acme", {"loss_probability": 0.4}), day=NEXT))
    assert absorbed.portfolio.accounts[0].loss_probability == 0.05


def test_a_cell_that_the_manager_emptied_stays_empty() -> None:
    book = absorb(_book(), _imported(("Acme", {"large": 2.0, "promising": 1.0}))).portfolio
    book = replace(book, accounts=(with_values(book.accounts[0], {"large": None}),))
    absorbed = absorb(book, _imported(("Acme", {"large": 2.0, "promising": 1.0}), day=NEXT))
    assert absorbed.portfolio.accounts[0].grade("large") is None
    assert absorbed.kept == (("Acme", "large"),)


def test_an_emptied_date_of_evidence_stays_empty_at_every_import() -> None:
    imported = _imported(("Acme", {"evidence_date": "2026-03-01"}))
    book = absorb(_book(), imported).portfolio
    book = replace(book, accounts=(replace(book.accounts[0], evidence_date=None),))
    for _ in range(3):
        book = absorb(book, imported).portfolio
        assert book.accounts[0].evidence_date is None


def test_evidence_and_its_date_stay_together() -> None:
    fields = {"evidence": "grew", "evidence_date": "2026-03-01"}
    book = absorb(_book(), _imported(("Acme", fields))).portfolio
    book = replace(book, accounts=(replace(book.accounts[0], evidence="Frame contract signed"),))
    later = _imported(("Acme", {"evidence": "grew more", "evidence_date": "2026-06-01"}), day=NEXT)
    absorbed = absorb(book, later)
    (account,) = absorbed.portfolio.accounts
    assert (account.evidence, account.evidence_date) == ("Frame contract signed", dt.date(2026, 3, 1))
    assert absorbed.kept == ()


def test_clients_that_the_export_lacks_stay_and_are_named() -> None:
    book = absorb(_book(), _imported(("Acme", {"large": 2.0}), ("Roe", {"large": 1.0}))).portfolio
    absorbed = absorb(book, _imported(("Roe", {"large": 1.0})))
    assert absorbed.portfolio == replace(book, proposals=tuple(absorbed.portfolio.proposals))
    assert {one.account for one in absorbed.portfolio.proposals} == {"Acme", "Roe"}
    assert [(one.code, one.params["names"]) for one in absorbed.findings] == [("import_absent", ["Acme"])]


def test_rows_keep_their_order_and_new_clients_follow() -> None:
    book = _book(Account("a1", "Zeta"), Account("a2", "Acme"))
    absorbed = absorb(book, _imported(("New", {}), ("acme", {}), ("Zeta", {})))
    assert [one.account for one in absorbed.portfolio.accounts] == ["Zeta", "Acme", "New"]
    assert absorbed.portfolio.accounts[0].id == "a1"


@pytest.mark.parametrize(
    ("setup", "plan", "codes"),
    [
        (Setup(), 100.0, []),
        (Setup(margin_plan=80.0), 80.0, ["import_plan_disagrees"]),
        (Setup(margin_plan=100.0), 100.0, []),
    ],
)
def test_the_plan_is_filled_only_where_blank(setup: Setup, plan: float, codes: list[str]) -> None:
    absorbed = absorb(_book(setup=setup), _imported(plan=100.0))
    assert absorbed.portfolio.setup.margin_plan == plan
    assert [one.code for one in absorbed.findings] == codes


def test_a_list_is_the_managers_own_and_proposes_nothing() -> None:
    book = absorb(_book(), _imported(("Acme", {"large": 2.0}))).portfolio
    typed = Account("x", "Acme", margin=9.0, grades=(3, 1, None, None, None, None), notes="met in May")
    absorbed = absorb(book, _listed(typed))
    (account,) = absorbed.portfolio.accounts
    assert list(account.grades) == [3, 1, None, None, None, None]
    assert (account.margin, account.notes, absorbed.portfolio.proposals) == (9.0, "met in May", ())
    other = absorb(absorbed.portfolio, _listed(replace(typed, grades=(0,) * 6)))
    assert list(other.portfolio.accounts[0].grades) == [3, 1, 0, 0, 0, 0]
    assert {key for _, key in other.kept} == {"large", "loyal"}


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "large": st.sampled_from([0.0, 1.0, 2.0]),
    "lever_volume": st.sampled_from([1.0, 2.0]),
    "co_large": st.just(True),
    "loss_probability": st.sampled_from([0.05, 0.4]),
    "evidence": st.sampled_from(["grew", "came back"]),
    "evidence_date": st.sampled_from(["2026-03-01", "2026-06-01"]),
}
NAMES = st.sampled_from(["Acme", "ACME ", "Roe", "Ёлка", "елка"])
SOME_FIELDS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries({}, optional=FIELDS)


@st.composite
def imports(draw: st.DrawFn) -> Imported:
    names = draw(st.lists(NAMES, max_size=3, unique_by=natural_name))
    clients = [(name, draw(SOME_FIELDS)) for name in names]
    return _imported(*clients, day=draw(st.sampled_from([DAY, NEXT])), plan=draw(st.sampled_from([None, 10.0, 20.0])))


@st.composite
def books(draw: st.DrawFn) -> Portfolio:
    """Return a book after an import or none, in which the manager changed, emptied and confirmed at will."""
    book = absorb(_book(), draw(imports())).portfolio if draw(st.booleans()) else _book(Account("a1", "Roe"))
    accounts = []
    for account in book.accounts:
        typed = {key: draw(st.none() | values) for key, values in FIELDS.items() if draw(st.booleans())}
        confirmed = draw(st.sampled_from([None, DAY]))
        accounts.append(replace(with_values(account, typed), confirmed=confirmed))
    return replace(book, accounts=tuple(accounts))


@given(books(), imports())
def test_importing_the_same_twice_changes_nothing(book: Portfolio, imported: Imported) -> None:
    once = absorb(book, imported)
    twice = absorb(once.portfolio, imported)
    assert twice.portfolio == once.portfolio
    assert (twice.added, twice.updated, twice.kept) == ((), (), once.kept)


@given(books(), imports(), imports())
def test_a_cell_that_no_import_filled_never_changes(book: Portfolio, first: Imported, second: Imported) -> None:
    after = absorb(absorb(book, first).portfolio, second).portfolio
    proposed = {(natural_name(one.account), one.field): one.value for one in book.proposals}
    for old, new in zip(book.accounts, after.accounts, strict=False):
        for key in FIELDS:
            cell = value_of(old, key)
            filled = cell is None or same(cell, proposed.get((natural_name(old.account), key)))
            if not filled or old.confirmed:
                assert same(value_of(new, key), cell)


@given(books(), imports())
def test_every_proposal_speaks_of_a_client_of_the_book(book: Portfolio, imported: Imported) -> None:
    after = absorb(book, imported).portfolio
    names = {natural_name(one.account) for one in after.accounts}
    keys = [(natural_name(one.account), one.field) for one in after.proposals]
    assert len(keys) == len(set(keys))
    assert all(name in names for name, field in keys if field != "margin_plan")


def test_every_input_of_the_accounts_table_can_be_read_and_set() -> None:
    account = Account("a1", "Acme")
    for column in ACCOUNTS.columns:
        if column.role != "calculated":
            value_of(account, column.key)
    assert same(dt.date(2026, 3, 1), "2026-03-01")
    assert not same(True, 1.0)
    assert same(0.1 + 0.2, 0.3)
