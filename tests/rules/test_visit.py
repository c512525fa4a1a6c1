"""Questions for the next visit: the most pressing first, to the people who can answer."""

from __future__ import annotations

from kam_xl.model_tasks import Answer, Member
from kam_xl.rules.dossier import dossiers
from kam_xl.rules.visit import to_ask, visit
from tests.factories import AS_OF, an_account
from tests.factories_tasks import ACCOUNT, a_member, ago, an_answer, center_rules, dossier_rules

OLD = [an_answer("size", as_of=ago(100)), an_answer("budget", as_of=None)]
"""`size` and the starter `budget` are stale; `limits` and the starter `why_key` are missing."""


def asked(*members: Member, rows: list[Answer] = OLD, limit: int = 9) -> list[tuple[str, list[str], list[str], int]]:
    """Return role, people, questions and how many were left out."""
    (dossier,) = dossiers(rows, [an_account(ACCOUNT)], dossier_rules(), AS_OF)
    found = visit(dossier, members, center_rules(), limit)
    return [
        (
            one.role.id if one.role else "",
            [member.name for member in one.people],
            [ask.question.id for ask in one.questions],
            one.left_out,
        )
        for one in found
    ]


def test_missing_questions_come_before_stale_ones_and_starters_first() -> None:
    (dossier,) = dossiers(OLD, [an_account(ACCOUNT)], dossier_rules(), AS_OF)
    assert [(one.question.id, one.stale, one.since) for one in to_ask(dossier)] == [
        ("why_key", False, None),
        ("limits", False, None),
        ("budget", True, None),
        ("size", True, ago(9)),
    ]


def test_questions_that_nobody_must_answer_and_fresh_or_assumed_ones_are_not_asked() -> None:
    rows = [an_answer("size"), an_answer("why_key", status="assumed"), an_answer("budget"), an_answer("limits")]
    assert asked(rows=rows) == []


def test_a_question_goes_to_the_active_people_of_its_role() -> None:
    people = [
        a_member("Left", role="economic", state="left"),
        a_member("Moved", role="economic", state="moved"),
        a_member("Elsewhere", role="economic", account="Zeta"),
        a_member("Director"),
        a_member("Accountant", role="economic"),
        a_member("Treasurer", role="economic", account=ACCOUNT.lower(), state="active"),
    ]
    assert asked(*people) == [
        ("", [], ["why_key", "size"], 0),
        ("economic", ["Accountant", "Treasurer"], ["limits", "budget"], 0),
    ]


def test_where_nobody_holds_the_role_it_is_named_all_the_same() -> None:
    assert asked(a_member("Somebody", role=""))[1] == ("economic", [], ["limits", "budget"], 0)


def test_a_person_is_asked_no_more_than_the_limit() -> None:
    assert asked(limit=1) == [("", [], ["why_key"], 1), ("economic", [], ["limits"], 1)]
