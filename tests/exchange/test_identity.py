"""Ids: every record has one of its own; of a row and its copy the one that the id was made for keeps it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kam_xl.exchange.identity import duplicate_ids, with_ids
from kam_xl.findings import Severity
from kam_xl.i18n import LANGUAGES
from kam_xl.model import Account, Decision, Portfolio, Proposal, natural_name, record_id
from kam_xl.model_tasks import Answer, Fact, Member, Plan, Review, Tasks
from tests.factories import AS_OF, a_portfolio, an_account

DECISION = Decision("", AS_OF, "Alpha", "key", "entered", 70.0, 0.5, 10.0, "Both gates are open", "I. Petrova", "1.0")
PROPOSAL = Proposal("", "Alpha", "margin", 4.5, "12 months of invoices", "sales.csv", AS_OF)


def own_id(name: str) -> str:
    return record_id("a", "book1", "tblAccounts", natural_name(name))


def given_ids(*accounts: Account) -> list[str]:
    return [one.id for one in with_ids(a_portfolio(*accounts)).accounts]


def named(portfolio: Portfolio) -> list[tuple[str, object]]:
    return [(one.account, one.params["other"]) for one in duplicate_ids(portfolio)]


def test_typed_rows_get_the_id_of_their_name_and_others_keep_theirs() -> None:
    accounts = (an_account(" ёлка ", id=""), an_account("Beta", id="a123"))
    assert given_ids(*accounts) == [own_id("Елка"), "a123"]
    assert duplicate_ids(a_portfolio(*accounts, an_account("Gamma", id=""))) == ()


def test_of_a_row_and_its_copy_the_one_that_the_id_was_made_for_keeps_it() -> None:
    copy, first = an_account("Copy", id=own_id("Alpha")), an_account("Alpha", id=own_id("Alpha"))
    for accounts in ((copy, first), (first, copy)):
        found = with_ids(a_portfolio(*accounts))
        assert {one.account: one.id for one in found.accounts} == {"Alpha": own_id("Alpha"), "Copy": own_id("Copy")}
        assert named(a_portfolio(*accounts)) == [("Copy", "Alpha")]
        assert duplicate_ids(found) == ()


def test_where_it_was_made_for_neither_the_upper_one_keeps_it() -> None:
    accounts = (an_account("Upper", id="a1"), an_account("Lower", id="a1"), an_account("Third", id="a1"))
    assert given_ids(*accounts) == ["a1", own_id("Lower"), own_id("Third")]
    assert named(a_portfolio(*accounts)) == [("Lower", "Upper"), ("Third", "Upper")]


def test_a_new_row_with_the_old_name_of_a_renamed_one_gets_another_id() -> None:
    renamed, new = an_account("Renamed", id=own_id("Alpha")), an_account("Alpha", id="")
    ids = given_ids(new, renamed)
    assert ids[1] == own_id("Alpha") and ids[0] not in ("", ids[1])


def test_decisions_and_proposals_likewise() -> None:
    number_of = [record_id("d", "book1", "tblDecisions", "alpha", AS_OF, i) for i in (1, 2)]
    portfolio = replace(
        a_portfolio(),
        decisions=(DECISION, replace(DECISION, id=number_of[0])),
        proposals=(PROPOSAL, replace(PROPOSAL, field="headroom", id="p1"), replace(PROPOSAL, account="Beta", id="p1")),
    )
    found = with_ids(portfolio)
    # The second holds the id that the first would get; it was stored, so it stays.
    assert found.decisions[1].id == number_of[0] and found.decisions[0].id not in ("", number_of[0])
    assert [one.id for one in found.proposals] == [
        record_id("p", "book1", "tblProposals", "alpha", "margin"),
        "p1",
        record_id("p", "book1", "tblProposals", "beta", "margin"),
    ]
    copied = replace(a_portfolio(), decisions=(replace(DECISION, id=number_of[0]),) * 2)
    assert [one.id for one in with_ids(copied).decisions] == number_of


def test_records_of_the_tasks_get_ids_of_what_names_them_and_of_copies_one_keeps_it() -> None:
    def of(prefix: str, table: str, *parts: object) -> str:
        return record_id(prefix, "book1", table, "елка", *parts)

    tasks = Tasks(
        answers=(Answer("", " Ёлка", "size"), Answer("q1", "Alpha", "size"), Answer("q1", "Alpha", "why_key")),
        members=(Member("", "Ёлка", "I.  Belova"), Member("", "Ёлка", "i. belova")),
        plans=(Plan("", "Ёлка"),),
        facts=(Fact("", "Ёлка", 2026.0, 4.0),),
        reviews=(Review("", "Ёлка", AS_OF),),
    )
    found = with_ids(replace(a_portfolio(), tasks=tasks)).tasks
    assert [one.id for one in found.answers] == [
        of("q", "tblDossier", "size"), "q1", record_id("q", "book1", "tblDossier", "alpha", "why_key")
    ]  # fmt: skip
    assert found.members[0].id == of("m", "tblMembers", "i. belova") != found.members[1].id
    assert found.plans[0].id == of("l", "tblPlans")
    assert found.facts[0].id == of("f", "tblFacts", 2026, 4)
    assert found.reviews[0].id == of("v", "tblReviews", AS_OF)
    assert with_ids(replace(a_portfolio(), tasks=found)).tasks is found


def test_the_finding_names_both_clients_in_both_languages() -> None:
    (finding,) = duplicate_ids(a_portfolio(an_account("Alpha", id="a1"), an_account("Beta", id="a1")))
    assert (finding.code, finding.severity) == ("record_id_twice", Severity.WARNING)
    for lang in LANGUAGES:
        said = finding.in_(lang)
        assert "Alpha" in said and "Beta" in said and "{" not in said


@given(st.lists(st.tuples(st.sampled_from("AaBC"), st.sampled_from(("", "a1", "a2", own_id("A"), own_id("B"))))))
def test_no_two_are_alike_and_a_second_time_changes_nothing(rows: list[tuple[str, str]]) -> None:
    portfolio = a_portfolio(*(an_account(name, id=own) for name, own in rows))
    found = with_ids(portfolio)
    ids = [one.id for one in found.accounts]
    assert all(ids) and len(set(ids)) == len(ids)
    assert {own for _, own in rows if own} <= set(ids)
    assert with_ids(found) == found
    assert duplicate_ids(found) == ()


def test_of_two_rows_with_one_id_the_one_most_like_before_keeps_it() -> None:
    first, second = an_account("Alpha", id=own_id("Alpha")), an_account("Beta", id=own_id("Alpha"))

    def kept_by(name: str) -> dict[str, str]:
        found = with_ids(a_portfolio(first, second), lambda _, record: int(record.account == name))
        return {one.account: one.id for one in found.accounts}

    assert kept_by("Beta") == {"Alpha": record_id("a", "book1", "tblAccounts", "alpha", 2), "Beta": own_id("Alpha")}
    assert kept_by("nobody") == {"Alpha": own_id("Alpha"), "Beta": own_id("Beta")}
