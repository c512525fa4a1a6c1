"""The dossier: mandatory questions answered ÷ mandatory questions; fresh answers ÷ answers; what is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.findings import Finding, Severity
from kam_xl.i18n import LANGUAGES, Text
from kam_xl.model_tasks import Answer
from kam_xl.policy.tasks import DossierRules
from kam_xl.rules.dossier import STATES, Dossier, Tally, answer_state, dossiers, together
from kam_xl.rules.dossier_review import dossier_future, dossier_gaps
from tests.factories import AS_OF, an_account, default_policy
from tests.factories_tasks import ACCOUNT, a_question, a_set, ago, an_answer, answers, dossier_rules

RETAIL = a_set(a_question("shelves"), id="retail", segments=(Text("Retail chain", "Розничная сеть"),))


def dossier_of(*rows: Answer, rules: DossierRules | None = None, as_of: dt.date = AS_OF) -> Dossier:
    (found,) = dossiers(rows, [an_account(ACCOUNT)], rules or dossier_rules(), as_of)
    return found


def gaps(*rows: Answer) -> list[Finding]:
    return list(dossier_gaps([dossier_of(*rows)], dossier_rules()))


def mistakes(*rows: Answer) -> list[Finding]:
    return list(dossier_future([dossier_of(*rows)], AS_OF))


# --- which questions


def test_each_account_is_asked_by_its_segment() -> None:
    accounts = [an_account("A", segment="Retail chain"), an_account("B")]
    found = dossiers([], accounts, dossier_rules(a_set(), RETAIL), AS_OF)
    assert [(one.account, one.set.id) for one in found] == [("A", "retail"), ("B", "general")]


# --- the state of a row and of a question


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (an_answer(), "fresh"),
        (an_answer(status=""), "fresh"),
        (an_answer(status="assumed"), "assumed"),
        (an_answer(as_of=ago(90)), "fresh"),
        (an_answer(as_of=ago(91)), "stale"),
        (an_answer(as_of=ago(91), status="assumed"), "stale"),
        (an_answer(as_of=ago(-1)), "stale"),
        (an_answer(as_of=None), "stale"),
        (an_answer(answer=""), "missing"),
        (an_answer(answer="  ", as_of=None), "missing"),
    ],
)
def test_a_row_is_missing_stale_assumed_or_fresh_the_first_that_holds(row: Answer, state: str) -> None:
    assert answer_state(row, a_question("size"), AS_OF) == state


def test_of_several_rows_about_a_question_the_best_counts() -> None:
    rows = [an_answer(answer=""), an_answer(as_of=ago(200)), an_answer(status="assumed"), an_answer()]
    states = [dossier_of(*rows[:count]).questions[0].state for count in range(5)]
    assert states == ["missing", *STATES]


def test_a_stale_answer_tells_since_when() -> None:
    (size, *_) = dossier_of(an_answer(as_of=ago(100)), an_answer(as_of=ago(300)), an_answer(as_of=ago(-9))).questions
    assert (size.state, size.latest, size.stale_since) == ("stale", ago(100), ago(9))
    states = [answer_state(an_answer(as_of=ago(100)), size.question, ago(days)) for days in (10, 9)]
    assert states == ["fresh", "stale"]


def test_the_date_of_a_blank_answer_tells_nothing() -> None:
    (size, *_) = dossier_of(an_answer(as_of=ago(100)), an_answer(answer=" ", as_of=ago(2))).questions
    assert size.latest == ago(100)


def test_an_id_is_read_without_regard_to_blanks_and_case() -> None:
    assert dossier_of(an_answer(" Size ")).questions[0].state == "fresh"


# --- completeness and freshness


def test_completeness_counts_mandatory_questions_once() -> None:
    dossier = dossier_of(an_answer("size"), an_answer("size", id="again"), an_answer("hobby"))
    assert dossier.total == Tally(mandatory=4, answered=1, answers=3, fresh=3)
    assert dossier.total.completeness == 0.25


def test_a_stale_answer_is_an_answer() -> None:
    dossier = dossier_of(an_answer("size", as_of=ago(500)), an_answer("limits", as_of=ago(31)), an_answer("budget"))
    assert (dossier.total.completeness, dossier.total.freshness) == (0.75, 0.333333)


def test_an_assumed_answer_is_as_fresh_as_a_confirmed_one() -> None:
    assert dossier_of(an_answer(status="assumed")).total == Tally(mandatory=4, answered=1, answers=1, fresh=1)


def test_each_group_has_its_own_counts() -> None:
    dossier = dossier_of(an_answer("size"), an_answer("budget", as_of=None))
    assert [(group.id, tally) for group, tally in dossier.groups] == [
        ("facts", Tally(2, 1, 1, 1)),
        ("money", Tally(2, 1, 1, 0)),
        ("empty", Tally(0, 0, 0, 0)),
    ]


def test_without_mandatory_questions_a_group_is_complete_and_without_answers_nothing_is_stale() -> None:
    empty = dossier_of().of_group("empty")
    assert (empty.completeness, empty.freshness) == (1, 1)
    assert (dossier_of().total.completeness, dossier_of().total.freshness) == (0, 1)


def test_rows_of_other_accounts_and_of_unknown_questions_count_nowhere() -> None:
    dossier = dossier_of(an_answer(account="Zeta"), an_answer("unheard_of"))
    assert dossier.total == dossier_of().total
    assert [row.question for row in dossier.unknown] == ["unheard_of"]


def test_an_account_is_known_by_its_natural_name() -> None:
    assert dossier_of(an_answer(account=f"  {ACCOUNT.upper()} ")).total.answered == 1


def test_several_dossiers_add_up() -> None:
    assert together([Tally(4, 1, 2, 1), Tally(6, 4, 6, 5)]) == Tally(10, 5, 8, 6)
    assert together([]).completeness == 1


def test_the_shipped_questions_have_fifteen_starters() -> None:
    dossier = dossier_of(rules=default_policy().dossier)
    assert len(dossier.starters_without_row) == 15


def test_a_new_key_account_lacks_the_starters_without_a_row_be_it_blank() -> None:
    assert [one.id for one in dossier_of(an_answer("budget", answer="")).starters_without_row] == ["why_key"]


def test_a_thousand_rows_about_one_question_are_one_question() -> None:
    dossier = dossier_of(*[an_answer(id=f"d{i}") for i in range(1000)])
    assert (dossier.total.answered, dossier.total.answers) == (1, 1000)


# --- findings


def test_what_is_missing_is_one_finding_with_the_starters_first() -> None:
    (missing,) = gaps(an_answer("limits"))
    assert (missing.code, missing.severity, missing.account) == ("dossier_missing", Severity.WARNING, ACCOUNT)
    assert missing.what("en") == (
        "“Armatura”: 25 % of the mandatory questions are answered. "
        "3 are not: “About why_key”, “About budget”, “About size”"
    )


def test_only_the_first_questions_are_named_and_the_others_counted() -> None:
    found = dossier_gaps([dossier_of(rules=default_policy().dossier)], default_policy().dossier)
    assert found[0].what("en").endswith("and 42 more")
    assert found[0].what("ru").endswith("и ещё 42")


def test_little_missing_and_no_starter_is_only_a_note() -> None:
    questions = [a_question(f"q{i}") for i in range(10)]
    rules = dossier_rules(a_set(*questions))
    rows = [an_answer(question.id) for question in questions]
    for missing, severity in ((1, Severity.NOTE), (2, Severity.WARNING)):
        (finding,) = dossier_gaps([dossier_of(*rows[missing:], rules=rules)], rules)
        assert finding.severity is severity


def test_one_starter_missing_is_a_warning_however_much_is_answered() -> None:
    questions = [a_question("first", starter=True), *(a_question(f"q{i}") for i in range(19))]
    rules = dossier_rules(a_set(*questions))
    (finding,) = dossier_gaps([dossier_of(*[an_answer(one.id) for one in questions[1:]], rules=rules)], rules)
    assert finding.severity is Severity.WARNING


def test_stale_answers_are_one_finding_with_the_mandatory_ones_first() -> None:
    rows = [an_answer(id, as_of=ago(400)) for id in ("hobby", "size", "why_key")]
    stale = next(one for one in gaps(*rows) if one.code == "dossier_stale")
    assert stale.severity is Severity.WARNING
    assert stale.what("en").endswith("“About why_key”, “About size”, “About hobby”")
    assert stale.params["record"] == "d-why_key"


def test_a_full_and_fresh_dossier_asks_nothing() -> None:
    rows = [an_answer(id) for id in ("size", "why_key", "budget", "limits")]
    assert gaps(*rows) == mistakes(*rows) == []


def test_answers_of_the_future_are_told() -> None:
    rows = [an_answer("size", id="again", as_of=ago(-2)), an_answer("budget", answer="", as_of=ago(-2))]
    (found,) = mistakes(*rows)
    assert (found.code, found.params["n"], found.params["record"]) == ("dossier_future", 1, "again")


def test_rows_of_a_client_who_is_not_key_are_kept_silently() -> None:
    assert mistakes(an_answer("unheard_of", account="zeta", as_of=ago(-2))) == []


def test_every_finding_is_told_in_both_languages() -> None:
    rows = [
        an_answer("unheard_of"),
        an_answer("", id="x"),
        an_answer(as_of=ago(-2)),
        an_answer(),
        an_answer(account=""),
    ]
    for finding in (*gaps(*rows[:2], an_answer(as_of=ago(99))), *mistakes(*rows)):
        for lang in LANGUAGES:
            assert finding.what(lang) and finding.remedy(lang)


# --- properties


def tallies(dossier: Dossier) -> list[Tally]:
    return [dossier.total, *(tally for _, tally in dossier.groups)]


@given(st.lists(answers(), max_size=12))
def test_shares_lie_between_none_and_all_and_groups_add_up(rows: list[Answer]) -> None:
    dossier = dossier_of(*rows)
    for tally in tallies(dossier):
        assert 0 <= tally.completeness <= 1 and 0 <= tally.freshness <= 1
    assert together(tally for _, tally in dossier.groups) == dossier.total


@given(st.lists(answers(), max_size=12), answers())
def test_one_answer_more_never_lowers_completeness(rows: list[Answer], more: Answer) -> None:
    for before, after in zip(tallies(dossier_of(*rows)), tallies(dossier_of(*rows, more)), strict=True):
        assert after.completeness >= before.completeness


@given(st.lists(answers(), max_size=12), st.integers(-2000, 2000))
def test_time_alone_changes_freshness_and_only_by_the_distance_of_dates(rows: list[Answer], shift: int) -> None:
    by = dt.timedelta(days=shift)
    moved = [replace(row, as_of=None if row.as_of is None else row.as_of + by) for row in rows]
    assert tallies(dossier_of(*moved, as_of=AS_OF + by)) == tallies(dossier_of(*rows))


@given(st.lists(answers(), max_size=12), st.randoms())
def test_the_order_of_rows_does_not_matter(rows: list[Answer], chance: Random) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    one, other = dossier_of(*rows), dossier_of(*mixed)
    assert tallies(one) == tallies(other)
    assert [(each.state, each.latest) for each in one.questions] == [
        (each.state, each.latest) for each in other.questions
    ]
