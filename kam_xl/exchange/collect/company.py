"""By what a whole team is judged: the company's policy and a day."""

from __future__ import annotations

import datetime as dt

from kam_xl.exchange.digest import Judged
from kam_xl.policy import Policy, fingerprint
from kam_xl.values import value

AHEAD = dt.timedelta(days=1)
"""How far a clock may run ahead; beyond that it is wrong."""


@value
class Clock:
    """The moment of a collection, and of the one before it, in UTC; None where there was none."""

    now: dt.datetime
    before: dt.datetime | None = None

    def believes(self, moment: dt.datetime) -> bool:
        """Tell whether something that has come may be from that moment."""
        return moment - self.now <= AHEAD


@value
class Company:
    """The policy with its fingerprint, the day that was asked for, and today.

    All books are judged as of one day: the one that was asked for, else today, whatever day a book counts with itself.
    `clock` tells which moments are still to come; without it every moment is believed.
    """

    policy: Policy
    print: str
    as_of: dt.date | None
    today: dt.date
    clock: Clock | None = None

    @property
    def day(self) -> dt.date:
        """Return the day that all are judged as of."""
        return self.as_of or self.today

    @property
    def judged(self) -> Judged:
        """Return by what all are judged."""
        return Judged(self.print, self.day)


def company(policy: Policy, as_of: dt.date | None, today: dt.date) -> Company:
    """Return by what a team is judged."""
    return Company(policy, fingerprint(policy), as_of, today)
