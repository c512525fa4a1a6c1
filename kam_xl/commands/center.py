"""Check the buying centers: which required roles are covered, who is missing, what hangs on one person."""

from __future__ import annotations

from typing import Any

from kam_xl.commands.asked import key_accounts_asked, typed_findings
from kam_xl.commands.task import Outcome, Task
from kam_xl.i18n import Lang, message
from kam_xl.rules.buying_center import BuyingCenter
from kam_xl.rules.next_steps import meetings
from kam_xl.rules.task_review import review_centers

TABLE = "tblMembers"


def check_coverage(task: Task) -> Outcome:
    """Return how the roles of each key account are held, and as findings what is missing or not done.

    `args["accounts"]` names the clients, all key accounts where empty.

    Raises:
        UnknownAccount, NotKeyAccount: a client that is named is not in the book, or not key on record.
    """
    whole = task.whole
    keys = key_accounts_asked(task, whole)
    findings = typed_findings(task, (TABLE,), keys) + task.located(review_centers(whole, keys))
    centers = [one.center for one in keys]
    required = sum(len(one.required) for one in centers)
    said = message(
        "outcome.center" if keys else "outcome.no_key_accounts",
        clients=len(keys),
        covered=sum(role.hold == "covered" for one in centers for role in one.required),
        required=required,
        people=sum(len(one.active) for one in centers),
    )
    return Outcome(said, [as_dict(one, task.lang) for one in centers], findings)


def as_dict(one: BuyingCenter, lang: Lang) -> dict[str, Any]:
    """Return a buying center as data: coverage, support, counts, every role and by whom it is held, who meets whom."""
    return {
        "account": one.account,
        "coverage": one.coverage,
        "support": one.support,
        "members": len(one.members),
        "active": len(one.active),
        "recent": one.recent,
        "without_step": [person.member.name for person in one.without_step],
        "out_of_touch": [person.member.name for person in one.out_of_touch],
        "single": one.single.member.name if one.single else None,
        "roles": [
            {
                "role": role.role.id,
                "name": role.role.name.in_(lang),
                "required": role.role.required,
                "hold": role.hold,
                "people": [person.member.name for person in role.people],
            }
            for role in one.roles
        ],
        "meetings": [
            {
                "contact": met.contact,
                "people": [{"name": each.member.name, "channel": each.member.channel} for each in met.people],
            }
            for met in meetings(one)
        ],
    }
