"""Whom a command is about: clients and people that were named or selected, as far as the book has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from kam_xl.commands.task import Task
from kam_xl.errors import NotKeyAccount, UnknownAccount, UnknownMember
from kam_xl.findings import Finding
from kam_xl.i18n import Message, message
from kam_xl.model import natural_name
from kam_xl.model_tasks import Member
from kam_xl.rules import PortfolioAssessment
from kam_xl.rules.key_accounts import KeyAccount, key_accounts


def accounts_asked(task: Task) -> frozenset[str] | None:
    """Return the natural names of the clients in `args["accounts"]`, None where none is named.

    Raises:
        UnknownAccount: one of them is not in the book.
    """
    asked = [str(name) for name in task.args.get("accounts") or ()]
    if not asked:
        return None
    known = {natural_name(one.account): one.account for one in task.parsed.portfolio.accounts}
    for name in asked:
        if natural_name(name) not in known:
            raise UnknownAccount(account=name, near=near(name, known))
    return frozenset(natural_name(name) for name in asked)


def key_accounts_asked(task: Task, whole: PortfolioAssessment) -> tuple[KeyAccount, ...]:
    """Return the key accounts on record that are asked for; all of them where no client is named.

    With `args["one"]` only the first of them is meant.

    Raises:
        UnknownAccount: a client that is named is not in the book.
        NotKeyAccount: none of those named is key on record.
    """
    names = accounts_asked(task)
    found = tuple(one for one in key_accounts(whole) if names is None or natural_name(one.account.account) in names)
    if names is not None and not found:
        raise NotKeyAccount(account=[str(name) for name in task.args["accounts"]])
    return found[:1] if task.args.get("one") else found


def members_asked(task: Task, known: Iterable[Member], names: Sequence[str]) -> tuple[Member, ...]:
    """Return the people of these names, in the order of the rows.

    Raises:
        UnknownMember: there is nobody of one of the names.
    """
    people = list(known)
    by_name = {natural_name(one.name): one.name for one in people}
    for name in names:
        if natural_name(name) not in by_name:
            raise UnknownMember(member=name, near=near(name, by_name))
    wanted = {natural_name(name) for name in names}
    return tuple(one for one in people if natural_name(one.name) in wanted)


def selected_records(task: Task, table: str) -> frozenset[int] | None:
    """Return which records of a table are selected on its sheet, None where another sheet was active."""
    selected = task.args.get("selected") or {}
    return frozenset(selected["records"]) if selected.get("table") == table else None


def typed_findings(task: Task, tables: Collection[str], keys: Sequence[KeyAccount]) -> tuple[Finding, ...]:
    """Return what cannot be read or points nowhere in these tables, about these key accounts or about no client."""
    sheets = {task.parsed.tables[name].sheet for name in tables if name in task.parsed.tables}
    about = {"", *(natural_name(one.account.account) for one in keys)}
    return tuple(
        one for one in task.parsed.findings if one.where.sheet in sheets and natural_name(one.account) in about
    )


def near(name: str, known: Mapping[str, str]) -> Message | str:
    """Return the names that were probably meant; `known` are natural names → names as typed."""
    from difflib import get_close_matches  # a click pays for what it loads, and names are seldom misspelt

    found = [known[key] for key in get_close_matches(natural_name(name), known, n=3)]
    return message("outcome.near", names=found) if found else ""
