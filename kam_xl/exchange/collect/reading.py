"""The work of one file: its bytes, read and judged, or why they cannot be; what a worker process does."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from kam_xl.errors import FileMissing, InputError, KamError, NoPermission, TooLarge
from kam_xl.excel.limits import ReadLimits
from kam_xl.excel.package import Package, unpack
from kam_xl.excel.package_facts import modified
from kam_xl.excel.reading import read_package
from kam_xl.exchange.collect.book import judged_book
from kam_xl.exchange.collect.book_findings import book_findings, shown_verdicts
from kam_xl.exchange.collect.company import Clock, Company
from kam_xl.exchange.collect.prints import content_print, sent_at, stamp_of
from kam_xl.exchange.collect.report_file import is_team_workbook
from kam_xl.exchange.collect.rows import rows_of
from kam_xl.exchange.digest import ASIDE, UNDATED, Arrived, Digest, Outcome, Refused
from kam_xl.exchange.identity import with_duplicates
from kam_xl.exchange.state import state_of
from kam_xl.exchange.team_tables import SEPARATOR, SHOWN
from kam_xl.exchange.unsent import unsent_of
from kam_xl.i18n import Message, message
from kam_xl.model import natural_name, record_id
from kam_xl.policy import Policy, fingerprint
from kam_xl.sheets.parse import Parsed, parse

LIMITS = ReadLimits(50 * 2**20, 300 * 2**20, 5_000_000)
"""Tighter than for a book that a person names himself: anybody may send a mail."""

NOT_TRIED = "not_tried"
"""Code of a file that its source refused already."""
READER_FAILED, READER_MEMORY = "reader_failed", "reader_memory"
"""Codes of files at which the reader met something that the program does not know, or needs more memory than it has."""
_NO_WORKBOOK, _NO_ATTACHMENT = "source.not_a_workbook", "source.no_attachment"


class Candidate(Protocol):
    """One file that came (`kam_xl.exchange.sources.Item`)."""

    @property
    def source(self) -> str:
        """Return where it comes from, as a chain."""

    @property
    def name(self) -> str:
        """Return the name of the file."""

    @property
    def path(self) -> Path | None:
        """Return where it lies, None for an attachment or a member of an archive."""

    @property
    def data(self) -> bytes | None:
        """Return the bytes of an attachment or member."""

    @property
    def received(self) -> dt.datetime | None:
        """Return when its mail came, in UTC."""

    @property
    def sender(self) -> str:
        """Return who sent its mail."""

    @property
    def refused(self) -> Message | None:
        """Return why it cannot even be tried."""


def digest(item: Candidate, by: Company) -> Outcome:
    """Read and judge one file; whatever goes wrong in it is a refusal with a reason."""
    try:
        data, received = bytes_of(item)
    except InputError as error:
        return Refused(arrived(item, b"", None, by.clock), error.code, reason_of(error))
    came = arrived(item, data, received, by.clock)
    try:
        return _digest(data, came, item.received or received, by)
    except KamError as error:
        return Refused(came, error.code, reason_of(error))
    except MemoryError:
        return Refused(came, READER_MEMORY, message("collect.reader_memory"))
    except Exception as error:
        return Refused(came, READER_FAILED, message("collect.reader_failed", kind=type(error).__name__))


def not_tried(item: Candidate, clock: Clock | None = None) -> Refused:
    """Return the refusal of a file that its source refused."""
    why = item.refused or message("collect.nothing")
    ordinary = why.key == _NO_WORKBOOK or (why.key == _NO_ATTACHMENT and not _is_alone(item))
    code = ASIDE if ordinary else NOT_TRIED
    return Refused(arrived(item, item.data or b"", None, clock), code, why)


def _is_alone(item: Candidate) -> bool:
    """Tell whether a mail is a file that somebody saved for its book; others lie in a mailbox, a mail or an archive."""
    first, *rest = item.source.split(SEPARATOR)
    return len(rest) <= 1 and first.rpartition("/")[2] == item.name


def arrived(item: Candidate, data: bytes, day: dt.datetime | None, clock: Clock | None = None) -> Arrived:
    """Return what is known of a file from outside; without bytes its print is blank.

    One whose mail or day is still to come by the clock arrives now.
    """
    print_ = hashlib.sha256(data).hexdigest() if data else ""
    received = item.received or day or UNDATED
    if clock is not None and not clock.believes(received):
        received = clock.now
    return Arrived(item.source, print_, len(data), received, item.sender)


def bytes_of(item: Candidate) -> tuple[bytes, dt.datetime | None]:
    """Return the bytes of a file and the day of the file.

    Raises:
        FileMissing, NoPermission, TooLarge, InputError: they cannot be had.
    """
    if item.data is not None:
        return item.data, None
    if item.path is None:
        raise FileMissing(item.source)
    try:
        facts = item.path.stat()
        if facts.st_size > LIMITS.file_bytes:
            raise TooLarge(item.source)
        return item.path.read_bytes(), dt.datetime.fromtimestamp(facts.st_mtime, dt.UTC)
    except FileNotFoundError as error:
        raise FileMissing(item.source) from error
    except PermissionError as error:
        raise NoPermission(item.source) from error
    except (OSError, ValueError) as error:
        raise InputError(item.source, detail=str(error)) from error


def reason_of(error: KamError) -> Message:
    """Return an error as the reason that people read beside the file: what is wrong, and where in it."""
    what = message(f"error.{error.code}", **error.params)
    inside = error.where.rpartition(", ")[2] if ", " in error.where else ""
    return message("collect.reason.at", what=what, where=inside) if inside else what


def _digest(data: bytes, came: Arrived, told: dt.datetime | None, by: Company) -> Outcome:
    package = unpack(data, came.source, LIMITS)
    if is_team_workbook(package):
        return Refused(came, ASIDE, message("collect.team_workbook"))
    raw = read_package(package, LIMITS)
    parsed = with_duplicates(parse(raw, by.policy))
    stamp, ahead = _moment(parsed, package, came, told, by.clock)
    numbered = bool(parsed.portfolio.book_id)
    if not numbered:
        parsed = replace(parsed, portfolio=replace(parsed.portfolio, book_id=_id_for(parsed, came)))
    state = state_of(parsed.portfolio)
    own = (parsed.built_policy.version if parsed.built_policy else "", _prints.of(parsed.built_policy))
    book = judged_book((came, stamp), raw, parsed, state, by, own)
    shown = list(shown_verdicts(book, package))
    findings = book_findings(book, package, shown, numbered=numbered, ahead=ahead)
    rows, unsent = {**rows_of(book, findings), SHOWN.name: shown}, unsent_of(parsed, state)
    return Digest(came, content_print(state), stamp, state, by.judged, rows, findings, unsent, numbered)


def _moment(
    parsed: Parsed, package: Package, came: Arrived, told: dt.datetime | None, clock: Clock | None
) -> tuple[dt.datetime, dt.datetime | None]:
    """Return the moment that a version is from, and the latest one that is told of it and still to come.

    Where its mail's clock is wrong and the book knows no better, all that is certain is that it has come since the
    collection before: so it is older than what others sent since then, and newer than what was there.
    """
    moments = [one for one in (sent_at(parsed.portfolio), modified(package)) if one is not None]
    if clock is None:
        return stamp_of(moments, came.received, came.received), None
    wrong = [one for one in (*moments, told) if one is not None and not clock.believes(one)]
    otherwise = (clock.before or UNDATED) if told in wrong else came.received
    return stamp_of(moments, came.received, otherwise), max(wrong, default=None)


def _id_for(parsed: Parsed, came: Arrived) -> str:
    """Return an id for a book that lost its own: the same for the same manager, else for the same file."""
    return record_id("b", "lost", natural_name(parsed.portfolio.setup.manager) or came.source)


class _Prints:
    """The fingerprints of the policies met so far; a team's books carry few different ones."""

    def __init__(self) -> None:
        self._known: Sequence[tuple[Policy, str]] = ()

    def of(self, policy: Policy | None) -> str:
        """Return the fingerprint of a policy, "" for none."""
        if policy is None:
            return ""
        for known, found in self._known:
            if known is policy:
                return found
        found = fingerprint(policy)
        self._known = (*self._known[-8:], (policy, found))
        return found


_prints = _Prints()
