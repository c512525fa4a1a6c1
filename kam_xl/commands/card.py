"""The card: everything about one key account on one page of the workbook."""

from __future__ import annotations

from kam_xl.commands.asked import key_accounts_asked
from kam_xl.commands.chosen import with_chosen
from kam_xl.commands.task import Outcome, Task
from kam_xl.i18n import message

CLIENT = "card_client"
"""The named cell in which the sheet's client is chosen."""


def show_card(task: Task) -> Outcome:
    """Choose a key account on the sheet Card and lead there; the first of those in `args["accounts"]`, or of all.

    Raises:
        UnknownAccount, NotKeyAccount: a client that is named is not in the book, or not key on record.
    """
    keys = key_accounts_asked(task, task.whole)
    if not keys:
        return Outcome(message("outcome.card.none"), lead=CLIENT)
    name = keys[0].account.account
    portfolio, lead = with_chosen(task.parsed.portfolio, {CLIENT: name})
    return Outcome(message("outcome.card", account=name), {"account": name}, portfolio=portfolio, lead=lead)
