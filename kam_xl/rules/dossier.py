"""The client dossier: what is known of a key account, and how fresh it is (DOMAIN.md section 7, DESIGN.md section 4).

A row of answers counts as an answer when its text is not blank. It is *fresh* when `as_of` − its date is 0 … `days` of
its question; a missing date or one in the future is not. The state of a row or a question is the first that holds:

    row        missing (no text) → stale (not fresh) → assumed (status "assumed") → fresh
    question   fresh (a row is) → assumed (a row is) → stale (a row is) → missing

so that of several rows about one question the best counts, whatever their order. For an account or one of its groups

    completeness = mandatory questions that are not missing ÷ mandatory questions   (1 where there are none)
    freshness    = answers that are fresh or assumed ÷ answers                      (1 where there are none)

Freshness counts rows about mandatory and other questions alike: an empty dossier has nothing stale, and completeness
tells that it is empty. A row about a question that the account's set does not have counts nowhere. Quotients are
fractions rounded to six decimals; ids of questions are compared without outer blanks and without case.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from kam_xl.model import Account
from kam_xl.model_tasks import Answer
from kam_xl.policy.tasks import DossierGroup, DossierRules, Question, QuestionSet
from kam_xl.rules.by_account import by_account
from kam_xl.rules.numbers import round6
from kam_xl.values import value

State = Literal["missing", "stale", "assumed", "fresh"]
STATES: tuple[State, ...] = ("missing", "stale", "assumed", "fresh")
"""From worst to best."""


@value
class Tally:
    """Counts of an account's dossier, of one of its groups, or of several accounts together."""

    mandatory: int
    answered: int
    answers: int
    fresh: int

    @property
    def completeness(self) -> float:
        """Return mandatory questions answered ÷ mandatory questions, 1 where there are none."""
        return round6(self.answered / self.mandatory) if self.mandatory else 1.0

    @property
    def freshness(self) -> float:
        """Return fresh answers ÷ answers, 1 where there are none."""
        return round6(self.fresh / self.answers) if self.answers else 1.0


@value
class QuestionStanding:
    """One question of an account's set with its rows of answers; `latest` is the newest date not after `as_of`.

    `rows` has blank ones too, `answers` and `fresh` count those with text.
    """

    question: Question
    state: State
    rows: tuple[Answer, ...]
    answers: int
    fresh: int
    latest: dt.date | None

    @property
    def stale_since(self) -> dt.date | None:
        """Return the first day on which the newest dated answer was stale; None where it is not, or has no date."""
        if self.state != "stale" or self.latest is None:
            return None
        return self.latest + dt.timedelta(days=int(self.question.days) + 1)


@value
class Dossier:
    """An account's dossier: every question of its set in the set's order, and the rows about any other question."""

    account: str
    set: QuestionSet
    questions: tuple[QuestionStanding, ...]
    unknown: tuple[Answer, ...]

    @property
    def total(self) -> Tally:
        """Return the counts of the whole dossier."""
        return _tally(self.questions)

    def of_group(self, group: str) -> Tally:
        """Return the counts of one group by its id; noughts where the set does not have it."""
        return _tally(one for one in self.questions if one.question.group == group)

    @property
    def groups(self) -> tuple[tuple[DossierGroup, Tally], ...]:
        """Return the groups of the set with their counts."""
        return tuple((group, self.of_group(group.id)) for group in self.set.groups)

    @property
    def missing(self) -> tuple[Question, ...]:
        """Return the mandatory questions without an answer, starters first."""
        return self._mandatory("missing")

    @property
    def stale(self) -> tuple[Question, ...]:
        """Return the mandatory questions whose answers are stale, starters first."""
        return self._mandatory("stale")

    @property
    def starters_without_row(self) -> tuple[Question, ...]:
        """Return the starter questions that have no row yet, not even a blank one."""
        return tuple(one.question for one in self.questions if one.question.starter and not one.rows)

    def _mandatory(self, state: State) -> tuple[Question, ...]:
        found = [one.question for one in self.questions if one.question.mandatory and one.state == state]
        return tuple(sorted(found, key=lambda question: not question.starter))


def dossiers(
    answers: Iterable[Answer], accounts: Sequence[Account], rules: DossierRules, as_of: dt.date
) -> tuple[Dossier, ...]:
    """Return the dossier of each account that is to be judged, in their order; rows of all others are left alone."""
    rows = by_account(answers)
    return tuple(_dossier(one.account, rows(one.account), rules.set_for(one.segment), as_of) for one in accounts)


def together(tallies: Iterable[Tally]) -> Tally:
    """Return the counts of several dossiers added up."""
    every = tuple(tallies)
    return Tally(
        mandatory=sum(one.mandatory for one in every),
        answered=sum(one.answered for one in every),
        answers=sum(one.answers for one in every),
        fresh=sum(one.fresh for one in every),
    )


def answer_state(answer: Answer, question: Question, as_of: dt.date) -> State:
    """Return the state of one row: missing, stale, assumed or fresh, the first that holds."""
    if not has_text(answer):
        return "missing"
    if answer.as_of is None or not 0 <= (as_of - answer.as_of).days <= question.days:
        return "stale"
    return "assumed" if answer.status == "assumed" else "fresh"


def has_text(answer: Answer) -> bool:
    """Tell whether a row holds an answer: its text is not blank."""
    return bool(answer.answer.strip(" "))


def question_key(id: str) -> str:
    """Return a question's id as it counts for comparing."""
    return id.strip(" ").lower()


def _dossier(account: str, rows: Sequence[Answer], own: QuestionSet, as_of: dt.date) -> Dossier:
    ids = {question.id for question in own.questions}
    about: defaultdict[str, list[Answer]] = defaultdict(list)
    unknown = []
    for row in rows:
        if (id := question_key(row.question)) in ids:
            about[id].append(row)
        else:
            unknown.append(row)
    questions = tuple(_standing(question, tuple(about.get(question.id, ())), as_of) for question in own.questions)
    return Dossier(account, own, questions, tuple(unknown))


def _standing(question: Question, rows: tuple[Answer, ...], as_of: dt.date) -> QuestionStanding:
    if not rows:
        return QuestionStanding(question, "missing", (), 0, 0, None)
    states = [answer_state(row, question, as_of) for row in rows]
    dated = ((row.as_of, state) for row, state in zip(rows, states, strict=True))
    dates = [day for day, state in dated if state != "missing" and day is not None and day <= as_of]
    return QuestionStanding(
        question=question,
        state=max(states, key=STATES.index, default="missing"),
        rows=rows,
        answers=sum(state != "missing" for state in states),
        fresh=sum(state in ("assumed", "fresh") for state in states),
        latest=max(dates, default=None),
    )


def _tally(questions: Iterable[QuestionStanding]) -> Tally:
    every = tuple(questions)
    mandatory = [one for one in every if one.question.mandatory]
    return Tally(
        mandatory=len(mandatory),
        answered=sum(one.state != "missing" for one in mandatory),
        answers=sum(one.answers for one in every),
        fresh=sum(one.fresh for one in every),
    )
