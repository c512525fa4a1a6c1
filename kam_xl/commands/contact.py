"""Record a contact: somebody of ours has met or called these people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from kam_xl.commands.asked import accounts_asked, members_asked, selected_records
from kam_xl.commands.people import TABLE, People
from kam_xl.commands.task import Outcome, Task
from kam_xl.errors import ContactInFuture, NoRowSelected
from kam_xl.i18n import message
from kam_xl.model import natural_name
from kam_xl.model_tasks import Member
from kam_xl.rules.key_accounts import key_accounts
from kam_xl.rules.task_review import review_centers


def contact_made(task: Task) -> Outcome:
    """Put the day of a contact into the rows of the people meant; a later contact that is there stays.

    The people are those of the selected rows of Buying center, else `args["members"]` of `args["accounts"]`; the day is
    `args["date"]` (YYYY-MM-DD), as_of where left out. The findings are what those clients' buying centers ask next.

    Raises:
        NoRowSelected: nobody is meant.
        UnknownAccount, UnknownMember: a client or person that is named is not in the book.
        ContactInFuture: the day lies after as_of.
        UnreadableValues: cells of the book cannot be read.
    """
    task.refuse_unreadable()
    day = dt.date.fromisoformat(str(task.args["date"])) if task.args.get("date") else task.as_of
    if day > task.as_of:
        raise ContactInFuture(day=day, as_of=task.as_of)
    before = People(task.parsed)
    meant = _meant(task, before)
    after = before.changed({before.row(one): {"last_contact": day} for one in meant if _moves(one, day, task.as_of)})
    clients = {natural_name(one.account) for one in meant}
    whole = replace(task.whole, portfolio=after.portfolio)
    keys = [one for one in key_accounts(whole) if natural_name(one.account.account) in clients]
    data = [
        {
            "account": one.account,
            "member": one.name,
            "last_contact": (after.members[before.row(one)].last_contact or day).isoformat(),
            "before": one.last_contact.isoformat() if one.last_contact else None,
        }
        for one in meant
    ]
    said = message("outcome.contact", n=len(meant), people=[before.called(one) for one in meant[:3]], day=day)
    findings = task.located(review_centers(whole, keys))
    return Outcome(said, data, findings, portfolio=after.portfolio, lead=before.place(meant[0], "last_contact"))


def _meant(task: Task, people: People) -> Sequence[Member]:
    selected = selected_records(task, TABLE)
    if selected is not None:
        return [one for i, one in enumerate(people.members) if i in selected]
    accounts = accounts_asked(task) or frozenset()
    names = [str(name) for name in task.args.get("members") or ()]
    found = members_asked(task, [one for one in people.members if natural_name(one.account) in accounts], names)
    if not found:
        raise NoRowSelected(sheet=task.parsed.tables[TABLE].sheet if TABLE in task.parsed.tables else TABLE)
    return found


def _moves(one: Member, day: dt.date, as_of: dt.date) -> bool:
    """Tell whether the day is news: no contact is known, an earlier one, or one in the future, which is a mistake."""
    return one.last_contact is None or one.last_contact < day or one.last_contact > as_of
