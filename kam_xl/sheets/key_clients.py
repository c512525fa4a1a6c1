"""The key accounts on record as the calculated sheets of the tasks show them, in the order of their numbers."""

from __future__ import annotations

from kam_xl.model import natural_name
from kam_xl.rules import PortfolioAssessment
from kam_xl.rules.buying_center import BuyingCenter, buying_centers
from kam_xl.rules.dossier import Dossier, dossiers
from kam_xl.sheets.task_values import Clients
from kam_xl.values import value


@value
class KeyClient:
    """One key account on record: its number from 1, its row among the accounts from 1, its set, and its two tasks."""

    number: int
    row: int
    set_no: int
    account: str
    dossier: Dossier
    center: BuyingCenter


def key_clients(whole: PortfolioAssessment) -> tuple[KeyClient, ...]:
    """Return the key accounts on record; of two rows with one name the first has what is typed about it."""
    clients, tasks, policy, on_record = Clients.of(whole), whole.portfolio.tasks, whole.policy, whole.on_record
    accounts = [item.account for item in on_record]
    own = [clients.number(one.account) == number for number, one in enumerate(accounts, start=1)]
    first = [one for one, mine in zip(accounts, own, strict=True) if mine]
    rest = [one for one, mine in zip(accounts, own, strict=True) if not mine]
    files = {
        True: iter(dossiers(tasks.answers, first, policy.dossier, whole.as_of)),
        False: iter(dossiers((), rest, policy.dossier, whole.as_of)),
    }
    centers = {
        True: iter(buying_centers(tasks.members, [one.account for one in first], policy.center, whole.as_of)),
        False: iter(buying_centers((), [one.account for one in rest], policy.center, whole.as_of)),
    }
    return tuple(
        KeyClient(
            number, item.row + 1, clients.sets[item.row], item.account.account, next(files[mine]), next(centers[mine])
        )
        for number, (item, mine) in enumerate(zip(on_record, own, strict=True), start=1)
    )


def chosen(clients: tuple[KeyClient, ...], name: str, whole: PortfolioAssessment) -> KeyClient | None:
    """Return the key account that a cell names, the first where it is blank, None where it is not on record."""
    if not natural_name(name):
        return clients[0] if clients else None
    number = Clients.of(whole).number(name)
    return clients[number - 1] if number else None
