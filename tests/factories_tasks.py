"""Builders and hypothesis strategies for the dossier and the buying center, with small policies of their own.

The small policies are such that a test can count by hand; `tests.factories.default_policy` has the shipped ones.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from kam_xl.i18n import Text
from kam_xl.model_tasks import Answer, Member
from kam_xl.policy.tasks import BuyingRole, CenterRules, DossierGroup, DossierRules, Question, QuestionSet
from tests.factories import AS_OF

ACCOUNT = "Armatura"


def ago(days: int) -> dt.date:
    """Return the day so many days before `AS_OF`."""
    return AS_OF - dt.timedelta(days=days)


def both(text: str) -> Text:
    """Return a text whose Russian differs from its English."""
    return Text(text, f"{text} по-русски")


def a_question(id: str, group: str = "facts", **fields: Any) -> Question:
    """Return a mandatory question, no starter, stale after 90 days, that we answer ourselves."""
    filled = {"text": both(f"About {id}"), "mandatory": True, "starter": False, "days": 90.0, "ask": ""}
    return Question(id=id, group=group, **{**filled, **fields})


QUESTIONS = (
    a_question("size"),
    a_question("why_key", starter=True),
    a_question("hobby", mandatory=False, days=365.0, ask="user"),
    a_question("budget", "money", starter=True, ask="economic"),
    a_question("limits", "money", ask="economic", days=30.0),
)
"""Four mandatory questions in two groups, two of them starters; one that nobody must answer."""


def a_set(*questions: Question, id: str = "general", segments: tuple[Text, ...] = ()) -> QuestionSet:
    """Return a set with the groups `facts`, `money` and `empty`, of `QUESTIONS` where none are named."""
    groups = tuple(DossierGroup(group, both(group)) for group in ("facts", "money", "empty"))
    return QuestionSet(id, both(id), segments, groups, questions or QUESTIONS)


def dossier_rules(*sets: QuestionSet) -> DossierRules:
    """Return rules with these sets, or with `a_set()` alone; targets are 0.9 complete and 0.8 fresh."""
    return DossierRules(0.9, 0.8, sets or (a_set(),))


def an_answer(question: str = "size", **fields: Any) -> Answer:
    """Return a confirmed answer of today about the account `ACCOUNT`."""
    filled = {"id": f"d-{question}", "account": ACCOUNT, "answer": "Forty people", "status": "confirmed"}
    return Answer(**{**filled, "question": question, "as_of": AS_OF, **fields})


def a_role(id: str, **fields: Any) -> BuyingRole:
    """Return a role that is neither required nor deciding, contacted every 60 days."""
    filled: dict[str, Any] = {"name": both(id), "required": False, "deciding": False, "cadence": 60.0}
    directions = {band: both(f"{id}, {band}") for band in ("supporter", "neutral", "opponent")}
    return BuyingRole(id=id, **{**filled, **directions, **fields})


ROLES = (
    a_role("decider", required=True, deciding=True, cadence=90.0),
    a_role("economic", required=True, deciding=True, cadence=90.0),
    a_role("user", required=True),
    a_role("coach", cadence=14.0),
)
"""Three required roles, two of which decide; a coach who is met every fortnight."""


def center_rules(**fields: Any) -> CenterRules:
    """Return rules with `ROLES`: two people at least, contacts of 90 days, three fifths on one person, 30 days."""
    filled = {"min_members": 2.0, "contact_days": 90.0, "single_share": 0.6, "next_step_days": 30.0, "roles": ROLES}
    return CenterRules(**{**filled, **fields})


def a_member(name: str = "Ivanov", **fields: Any) -> Member:
    """Return an active neutral decider of `ACCOUNT`, contacted and with a next step in three weeks."""
    filled: dict[str, Any] = {
        "id": f"m-{name}",
        "account": ACCOUNT,
        "role": "decider",
        "influence": 3.0,
        "attitude": 0.0,
        "our_contact": "Petrova",
        "last_contact": ago(10),
        "next_step": "Show the samples",
        "next_date": ago(-21),
    }
    return Member(name=name, **{**filled, **fields})


def the_six() -> list[Member]:
    """Return the buying center of the valve wholesaler (DOMAIN.md section 9), all met ten days ago."""
    people = (
        ("Director and owner", "decider", 5, 0, "R."),
        ("Commercial director", "lead_user", 4, 1, "M."),
        ("Head of purchasing", "buyer", 4, -1, "M."),
        ("Chief accountant", "economic", 3, 0, "Credit controller"),
        ("Quality engineer", "technical", 2, 0, "Quality head"),
        ("Senior salesman", "coach", 2, 2, "M."),
    )
    return [
        a_member(name, role=role, influence=influence, attitude=attitude, our_contact=ours)
        for name, role, influence, attitude, ours in people
    ]


days = st.none() | st.integers(-3, 400).map(ago)
"""A date about the limits, sometimes in the future, or none."""


@st.composite
def answers(draw: st.DrawFn, account: str = ACCOUNT) -> Answer:
    """Draw a row of the dossier: known and unknown questions, blank texts, every status."""
    return Answer(
        id=f"d{draw(st.integers(0, 10**6))}",
        account=account,
        question=draw(st.sampled_from([*(question.id for question in QUESTIONS), "Size ", "unheard_of", ""])),
        answer=draw(st.sampled_from(("Forty people", "–", "", "  "))),
        status=draw(st.sampled_from(("", "assumed", "confirmed"))),
        as_of=draw(days),
    )


@st.composite
def members(draw: st.DrawFn, account: str = ACCOUNT) -> Member:
    """Draw a person: every role and an unknown one, blanks, some who left."""
    return Member(
        id=f"m{draw(st.integers(0, 10**6))}",
        account=account,
        name=draw(st.sampled_from(("Ivanov", "ivanov ", "Ёлкин", "=1+1", ""))),
        role=draw(st.sampled_from([*(role.id for role in ROLES), "unheard of", ""])),
        influence=draw(st.none() | st.integers(0, 5)),
        attitude=draw(st.none() | st.integers(-2, 2)),
        cadence=draw(st.none() | st.sampled_from((0, 7, 120))),
        our_contact=draw(st.sampled_from(("", "Petrova", "petrova"))),
        last_contact=draw(days),
        next_step=draw(st.sampled_from(("", "Call", " "))),
        next_date=draw(days),
        state=draw(st.sampled_from(("", "active", "moved", "left"))),
    )
