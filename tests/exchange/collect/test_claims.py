"""Who claims whose client, and who should keep it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.exchange.collect.claims import claims
from kam_xl.exchange.collect.team_findings import disputed
from kam_xl.exchange.team_tables import ACCOUNTS, CLAIMS, Row
from kam_xl.findings import Severity
from kam_xl.model import natural_name
from tests.exchange.collect.books import named


def an_account(manager: str, account: str = "Armatura", **fields: Any) -> Row:
    filled = {
        "manager": manager, "book_id": f"b-{manager}", "account_id": f"a-{manager}", "account": account,
        "influence": 0.5, "margin": 5.0, "stake": 3.0, "source": f"{manager}.xlsx", "sheet": "Accounts", "cell": "A6",
        **fields,
    }  # fmt: skip
    return tuple(filled.get(key) for key in ACCOUNTS.keys)


def ranked(*rows: Row) -> list[list[tuple[str, int, bool]]]:
    found = [[named("claims", row) for row in claim] for claim in claims(lambda: rows)]
    return [[(one["manager"], one["place"], one["keeps"]) for one in claim] for claim in found]


def test_names_that_differ_by_case_blanks_and_yo_are_one_client() -> None:
    assert ranked(an_account("Anna", "Ёлка  и Ко"), an_account("Boris", "елка и ко")) == [
        [("Anna", 1, True), ("Boris", 2, False)]
    ]
    assert not ranked(an_account("Anna", "Armatura"), an_account("Boris", "Zeta"))


def test_the_same_link_to_the_crm_is_the_same_client_and_no_link_is_none() -> None:
    link = "https://crm.example.com/accounts/17"
    one, other = an_account("Anna", "Armatura", crm_link=link), an_account("Boris", "JSC Armatura", crm_link=f"{link}/")
    assert ranked(one, other)
    assert not ranked(an_account("Anna", "Armatura", crm_link=""), an_account("Boris", "Zeta", crm_link=""))


@pytest.mark.parametrize(
    "link", ["-", "—", "n/a", "нет", "https://crm.firm.example", "https://crm.firm.example/", "crm.firm.example//", "?"]
)
def test_a_link_that_leads_to_no_client_joins_nobody(link: str) -> None:
    assert not ranked(an_account("Anna", "Armatura", crm_link=link), an_account("Boris", "Zeta", crm_link=link))
    assert len(ranked(an_account("Anna", crm_link=link), an_account("Boris", crm_link=link))) == 1


@pytest.mark.parametrize("link", ["crm/7", "https://crm.firm.example/?id=7", "crm.firm.example/#/card/ab"])
def test_whatever_stands_behind_the_site_may_name_a_client(link: str) -> None:
    assert ranked(an_account("Anna", "Armatura", crm_link=link), an_account("Boris", "Zeta", crm_link=link))


def test_a_link_that_clients_of_one_book_share_joins_nobody_and_hides_no_dispute() -> None:
    everyone = [
        an_account(manager, name, crm_link="https://crm.firm.example/accounts")
        for manager in ("Anna", "Boris", "Clara")
        for name in ("Zeta" if manager == "Clara" else "Common", *(f"{manager} {i}" for i in range(3)))
    ]
    assert [[who for who, *_ in claim] for claim in ranked(*everyone)] == [["Anna", "Boris"]]


def test_one_client_in_two_rows_of_a_book_keeps_its_link() -> None:
    twice = [an_account("Anna", name, crm_link="crm/1", account_id=name) for name in ("Armatura", "ARMATURA ")]
    assert len(ranked(*twice, an_account("Boris", "Zeta", crm_link="crm/1"))) == 1


def test_a_name_and_a_link_join_three_managers_on_one_client() -> None:
    rows = (
        an_account("Anna", "Armatura"),
        an_account("Boris", "armatura", crm_link="crm/1"),
        an_account("Clara", "Armatura Plc", crm_link="crm/1"),
    )
    assert [len(claim) for claim in ranked(*rows)] == [3]


def test_two_books_of_one_manager_are_no_dispute() -> None:
    assert not ranked(an_account("Anna"), an_account("anna ", book_id="b2"))


def test_influence_goes_before_margin_and_margin_before_stake_then_the_name() -> None:
    weak, rich = an_account("Anna", influence=0.2, margin=90.0), an_account("Boris", influence=0.6, margin=None)
    assert ranked(weak, rich) == [[("Boris", 1, True), ("Anna", 2, False)]]
    assert ranked(an_account("Anna", margin=1.0), an_account("Boris", margin=2.0))[0][0][0] == "Boris"
    assert ranked(an_account("Anna", stake=1.0), an_account("Boris", stake=2.0))[0][0][0] == "Boris"
    assert ranked(an_account("Boris"), an_account("Anna"))[0][0][0] == "Anna"


def test_the_finding_says_who_keeps_it_why_and_whom_it_is_taken_from() -> None:
    rows = (an_account("Anna", influence=0.9, margin=12.5), an_account("Boris", influence=0.1))
    (found,) = disputed(claims(lambda: rows))
    assert (found.manager, found.finding.severity, found.finding.account) == ("Anna", Severity.WARNING, "Armatura")
    said = found.finding.in_("en")
    assert "belongs to Anna (influence 90 %, margin 12.5, stake 3)" in said
    assert "Boris (influence 10 %" in said
    assert "Anna.xlsx, Accounts!A6" in said


names = st.sampled_from(("Armatura", "armatura", "Zeta", "Ёлка", "елка", "1C"))
rows = st.builds(
    lambda manager, account, link, influence, id: an_account(
        manager, account, crm_link=link, influence=influence, account_id=id
    ),
    st.sampled_from(("Anna", "Boris", "Clara")),
    names,
    st.sampled_from(("", "-", "crm/1", "crm/2", "crm/3")),
    st.sampled_from((None, 0.1, 0.5)),
    st.integers(0, 99).map(str),
)


@given(st.lists(rows, max_size=8))
def test_claims_do_not_depend_on_the_order_of_books(found: list[Row]) -> None:
    assert [list(one) for one in claims(lambda: found)] == [list(one) for one in claims(lambda: found[::-1])]


@given(st.lists(rows, max_size=8))
def test_each_client_has_several_managers_once_each_and_one_who_keeps_it(found: list[Row]) -> None:
    for claim in claims(lambda: found):
        told = [dict(zip(CLAIMS.keys, row, strict=True)) for row in claim]
        assert len({one["manager"] for one in told}) == len(told) > 1
        assert [one["keeps"] for one in told] == [True, *[False] * (len(told) - 1)]
        assert [one["place"] for one in told] == list(range(1, len(told) + 1))


@given(st.lists(rows, max_size=12))
def test_clients_of_different_claims_share_neither_name_nor_link_and_those_of_one_hang_together(
    found: list[Row],
) -> None:
    """Each claim is told by its rows' places, so that each row here has one of its own."""
    placed = [(*row[:-1], f"A{i}") for i, row in enumerate(found)]
    by_cell = {row[-1]: row for row in placed}
    told = [[by_cell[row[-1]] for row in claim] for claim in claims(lambda: placed)]
    joined = _joined(placed)
    assert [{joined[row[-1]] for row in claim} for claim in told] == [{joined[claim[0][-1]]} for claim in told]
    assert len({joined[claim[0][-1]] for claim in told}) == len(told)


def _joined(found: list[Row]) -> dict[str, int]:
    """Return a number for the cell of each row, the same for rows that names and links join, the plain slow way."""
    named = [dict(zip(ACCOUNTS.keys, row, strict=True)) for row in found]
    names_of: dict[tuple[str, str], set[str]] = {}
    for row in named:
        names_of.setdefault((row["book_id"], row["crm_link"]), set()).add(natural_name(row["account"]))
    lists = {link for (_, link), several in names_of.items() if len(several) > 1} | {"", "-"}
    groups = {row["cell"]: i for i, row in enumerate(named)}
    for _ in named:
        for one in named:
            for other in named:
                same = natural_name(one["account"]) == natural_name(other["account"])
                if same or one["crm_link"] == other["crm_link"] not in lists:
                    groups[one["cell"]] = groups[other["cell"]] = min(groups[one["cell"]], groups[other["cell"]])
    return groups
