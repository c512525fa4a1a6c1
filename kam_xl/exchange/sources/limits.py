"""How much of what comes is looked at: every bound in one place, so that nothing can fill the memory or the day."""

from __future__ import annotations

from kam_xl.excel.limits import RATIO_FROM, RATIO_LIMIT
from kam_xl.values import value

_MIB = 2**20


@value
class Limits:
    """The bounds of sources; sizes in bytes.

    `member_bytes` holds for one attachment or member of an archive, `unpacked_bytes` for all that is unpacked from one
    top-level file, archives within archives included (a file larger than `unpacked_bytes / unpacked_times` may unpack
    to `unpacked_times` its own size). `ratio` says how many times larger than packed a member above `ratio_from` may
    be. `depth` counts archives, mailboxes and mails within one another, `members` the files of one of them, `items`
    what comes out of one top-level file. `mail_bytes` holds for one mail as it lies in its file. `work` is what opening
    all that lies in one top-level file may take, in steps of about a quarter of a microsecond (a file of more bytes may
    take a step for each).
    """

    member_bytes: int = 50 * _MIB
    unpacked_bytes: int = 500 * _MIB
    unpacked_times: int = 10
    ratio: int = RATIO_LIMIT
    ratio_from: int = RATIO_FROM
    mail_bytes: int = 64 * _MIB
    depth: int = 8
    members: int = 2_000
    items: int = 50_000
    work: int = 10_000_000


LIMITS = Limits()
"""What `kam collect` goes by: generous for people's files, small beside a computer's memory."""


class TooMuchWork(Exception):
    """Opening what lies in one top-level file takes more than it may."""


class Allowance:
    """What may still be unpacked from one top-level file, and done to open it; counted down as it really comes."""

    def __init__(self, limits: Limits, size: int) -> None:
        self.left = max(limits.unpacked_bytes, limits.unpacked_times * size)
        self._work = max(limits.work, size)

    def spend(self, count: int) -> None:
        """Count bytes that were unpacked."""
        self.left -= count

    def work(self, steps: int) -> None:
        """Count what was done, or is about to be.

        Raises:
            TooMuchWork: no more may be done, now and ever after.
        """
        self._work -= steps
        if self._work < 0:
            raise TooMuchWork
