"""Start dossiers and show their gaps: what is known of each key account, how fresh it is, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kam_xl.commands.asked import key_accounts_asked, typed_findings
from kam_xl.commands.places import below
from kam_xl.commands.task import Outcome, Task
from kam_xl.i18n import Lang, message
from kam_xl.model import Portfolio
from kam_xl.model_tasks import Answer, Plan
from kam_xl.rules.dossier import Dossier, Tally, together
from kam_xl.rules.key_accounts import KeyAccount
from kam_xl.rules.numbers import round6
from kam_xl.rules.task_review import review_dossiers

TABLE = "tblDossier"


def check_dossiers(task: Task) -> Outcome:
    """Return completeness and freshness of each key account, and as findings what is missing or stale.

    With `args["write"]` each gets the starter rows that its dossier lacks, and a row on Plans where it has none: blank
    rows, to be filled by a person. `args["accounts"]` names the clients, all key accounts where empty.

    Raises:
        UnknownAccount, NotKeyAccount: a client that is named is not in the book, or not key on record.
        UnreadableValues: rows were asked for while cells of the book cannot be read.
    """
    whole = task.whole
    keys = key_accounts_asked(task, whole)
    findings = typed_findings(task, (TABLE,), keys) + task.located(review_dossiers(whole, keys))
    found = [one.dossier for one in keys]
    total = together(one.total for one in found)
    target = round6(whole.policy.dossier.complete_target)
    short = sum(one.total.completeness < target for one in found)
    said = message(
        "outcome.dossier" if keys else "outcome.no_key_accounts",
        clients=len(keys), complete=total.completeness, fresh=total.freshness, short=short,
    )  # fmt: skip
    data: dict[str, Any] = {"accounts": [as_dict(one, task.lang) for one in found], "total": _tally(total)}
    if not task.args.get("write"):
        return Outcome(said, data, findings)
    task.refuse_unreadable()
    answers, plans = _starters(keys), _plans(task, keys)
    data |= {"answers_added": len(answers), "plans_added": len(plans)}
    if keys:
        said = message("outcome.dossier_started", answers=len(answers), plans=len(plans), clients=len(keys))
    lead = below(task.parsed, TABLE) if answers else ""
    return Outcome(said, data, findings, portfolio=_with(task.parsed.portfolio, answers, plans), lead=lead)


def as_dict(one: Dossier, lang: Lang) -> dict[str, Any]:
    """Return a dossier as data: counts of the whole and of each group, what is missing, what is stale since when."""
    stale_since = {standing.question.id: standing.stale_since for standing in one.questions}
    return {
        "account": one.account,
        "set": one.set.id,
        **_tally(one.total),
        "groups": [{"id": group.id, "name": group.name.in_(lang), **_tally(tally)} for group, tally in one.groups],
        "missing": [
            {"question": each.id, "wording": each.text.in_(lang), "starter": each.starter, "ask": each.ask or None}
            for each in one.missing
        ],
        "stale": [
            {
                "question": each.id,
                "wording": each.text.in_(lang),
                "starter": each.starter,
                "since": day.isoformat() if (day := stale_since[each.id]) else None,
            }
            for each in one.stale
        ],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "completeness": tally.completeness,
        "freshness": tally.freshness,
        "mandatory": tally.mandatory,
        "answered": tally.answered,
        "answers": tally.answers,
        "fresh": tally.fresh,
    }


def _starters(keys: Sequence[KeyAccount]) -> tuple[Answer, ...]:
    """Return a blank row for each starter question that a dossier has no row about."""
    return tuple(
        Answer("", one.account.account, question.id) for one in keys for question in one.dossier.starters_without_row
    )


def _plans(task: Task, keys: Sequence[KeyAccount]) -> tuple[Plan, ...]:
    """Return the head of a plan for each account without one; the last full year is what goals are compared with."""
    if not task.parsed.policy.has("plan"):
        return ()
    return tuple(Plan("", one.account.account, task.as_of.year - 1) for one in keys if not one.rows.plans)


def _with(portfolio: Portfolio, answers: Sequence[Answer], plans: Sequence[Plan]) -> Portfolio:
    tasks = portfolio.tasks
    tasks = replace(tasks, answers=(*tasks.answers, *answers), plans=(*tasks.plans, *plans))
    return replace(portfolio, tasks=tasks)
