"""Questions for the next visit: what to ask at a key account, by the person who can answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kam_xl.commands.asked import key_accounts_asked, members_asked, typed_findings
from kam_xl.commands.chosen import with_chosen
from kam_xl.commands.task import Outcome, Task
from kam_xl.findings import Finding, Severity
from kam_xl.i18n import Lang, Message, message
from kam_xl.model_tasks import Member
from kam_xl.rules.key_accounts import KeyAccount
from kam_xl.rules.listing import plain, quoted
from kam_xl.rules.visit import Asked, visit

QUESTIONS_EACH = 10
"""Questions that one person is asked at most; nobody answers more in one visit."""
CLIENT = "visit_client"


def questions_for_visit(task: Task) -> Outcome:
    """Return whom to ask what at the key accounts asked for, as findings too; one account is chosen on the sheet Visit.

    `args["accounts"]` names the clients, `args["one"]` takes the first of them; `args["members"]` leaves only what
    these people can answer.

    Raises:
        UnknownAccount, NotKeyAccount: a client that is named is not in the book, or not key on record.
        UnknownMember: there is nobody of a name in these buying centers.
    """
    whole = task.whole
    keys = key_accounts_asked(task, whole)
    known = [person.member for one in keys for person in one.center.active]
    names = [str(name) for name in task.args.get("members") or ()]
    only = members_asked(task, known, names) if names else None
    found = [(one, _asked(task, one, only)) for one in keys]
    findings = tuple(_finding(one, asked) for one, every in found for asked in every)
    n = sum(len(asked.questions) + asked.left_out for _, every in found for asked in every)
    said = message(_said(keys), account=keys[0].account.account if keys else "", n=n, clients=len(keys))
    data = [
        {"account": one.account.account, "asked": [as_dict(asked, one, task.lang) for asked in every]}
        for one, every in found
    ]
    standing = typed_findings(task, ("tblDossier",), keys)
    portfolio, lead = with_chosen(task.parsed.portfolio, {CLIENT: keys[0].account.account}) if keys else (None, "")
    one_chosen = len(keys) == 1
    return Outcome(
        said, data, standing + task.located(findings),
        portfolio=portfolio if one_chosen else None, lead=lead if one_chosen else "",
    )  # fmt: skip


def as_dict(asked: Asked, one: KeyAccount, lang: Lang) -> dict[str, Any]:
    """Return what one role is asked as data; `role` is None for what we find out ourselves."""
    groups = {group.id: group.name.in_(lang) for group in one.dossier.set.groups}
    return {
        "role": asked.role.id if asked.role else None,
        "role_name": asked.role.name.in_(lang) if asked.role else None,
        "people": [person.name for person in asked.people],
        "questions": [
            {
                "question": each.question.id,
                "group": groups.get(each.question.group, each.question.group),
                "wording": each.question.text.in_(lang),
                "why": "stale" if each.stale else "missing",
                "since": each.since.isoformat() if each.since else None,
            }
            for each in asked.questions
        ],
        "left_out": asked.left_out,
    }


def _asked(task: Task, one: KeyAccount, only: Sequence[Member] | None) -> tuple[Asked, ...]:
    found = visit(one.dossier, one.rows.members, task.parsed.policy.center, QUESTIONS_EACH)
    if only is None:
        return found
    return tuple(asked for asked in found if _any_of(only, asked.people))


def _any_of(wanted: Iterable[Member], people: Iterable[Member]) -> bool:
    ids = {id(one) for one in people}
    return any(id(one) in ids for one in wanted)


def _said(keys: Sequence[KeyAccount]) -> str:
    return "outcome.no_key_accounts" if not keys else "outcome.visit.one" if len(keys) == 1 else "outcome.visit"


def _finding(one: KeyAccount, asked: Asked) -> Finding:
    params = {
        "n": len(asked.questions) + asked.left_out,
        "whom": whom(asked),
        "listed": quoted([each.question.text for each in asked.questions]),
    }
    return Finding("dossier_ask", Severity.NOTE, params=params, account=one.account.account)


def whom(asked: Asked) -> Message:
    """Return who is asked: people with their role, a role that nobody holds yet, or ourselves."""
    if asked.role is None:
        return message("outcome.visit.ourselves")
    if not asked.people:
        return message("outcome.visit.nobody", role=asked.role.name)
    return message("outcome.visit.people", people=plain([one.name for one in asked.people]), role=asked.role.name)
