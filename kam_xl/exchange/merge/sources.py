"""Where the base of a merge comes from: a file that is named, the snapshot kept by the sender, prints in the copy.

Issues: `merge_no_base`, `merge_prints_only`, `merge_prints_damaged`, `merge_snapshot_damaged`.
"""

from __future__ import annotations

from pathlib import Path

from kam_xl.errors import NoPermission
from kam_xl.exchange.books import open_book
from kam_xl.exchange.errors import DamagedSnapshot, OtherBase
from kam_xl.exchange.merge.base import Base
from kam_xl.exchange.prints import Prints, from_text
from kam_xl.exchange.snapshots import is_snapshot, load_snapshot, read_snapshot
from kam_xl.exchange.state import State, state_of
from kam_xl.findings import Finding, Location, Severity
from kam_xl.model import Portfolio
from kam_xl.model_exchange import Sent
from kam_xl.values import value


@value
class Origin:
    """The base of a merge, what was sent to either side (None for all), and what there is to say about it.

    `sending` is the snapshot's id of the sending from which both versions come, "" where neither is a copy.
    """

    base: Base
    to_mine: Prints | None = None
    to_theirs: Prints | None = None
    findings: tuple[Finding, ...] = ()
    sending: str = ""


def origin_of(mine: Portfolio, theirs: Portfolio, book: Path | None, named: Path | None, file: str) -> Origin:
    """Return the version that two versions of a book both come from.

    Args:
        mine: the one that stands.
        theirs: the one that came.
        book: where mine lies, since its snapshots lie beside it; None where it lies in no folder.
        named: a workbook or snapshot that a person names as the base.
        file: what theirs is called, for findings.

    Raises:
        OtherBase: the file that is named belongs to another book.
        InputError: it cannot be read.
    """
    findings: list[Finding] = []
    sent = _common(mine.sent, theirs.sent)
    sending = sent.snapshot if sent else ""
    to_mine, to_theirs = (_prints(one.sent, file, findings) for one in (mine, theirs))
    if (mine.sent and to_mine is None) or (theirs.sent and to_theirs is None):
        # Blank cells of a copy may be what was not sent to it; nobody can tell any more.
        findings.append(_poorer(False, file))
        return Origin(Base(), to_mine, to_theirs, tuple(findings), sending)
    if named is not None:
        return Origin(Base(_named(named, mine.book_id)), to_mine, to_theirs, tuple(findings), sending)
    values = _kept(sent, mine.book_id, book, file, findings)
    prints = (to_theirs if sent is theirs.sent else to_mine) if sent else None
    if values is None:
        findings.append(_poorer(prints is not None, file))
    return Origin(Base(values, prints), to_mine, to_theirs, tuple(findings), sending)


def _common(mine: Sent | None, theirs: Sent | None) -> Sent | None:
    """Return the sending from which both come: of two the earlier one."""
    return min((one for one in (theirs, mine) if one is not None), key=lambda one: one.at, default=None)


def _prints(sent: Sent | None, file: str, findings: list[Finding]) -> Prints | None:
    if sent is None or not sent.prints:
        return None
    try:
        return from_text(sent.prints)
    except (ValueError, KeyError, TypeError, AttributeError):
        findings.append(Finding("merge_prints_damaged", Severity.WARNING, Location(file=file)))
        return None


def _kept(sent: Sent | None, book_id: str, book: Path | None, file: str, findings: list[Finding]) -> State | None:
    if sent is None or book is None:
        return None
    try:
        state = load_snapshot(book, sent.snapshot)
    except (DamagedSnapshot, NoPermission) as error:
        findings.append(Finding("merge_snapshot_damaged", Severity.WARNING, Location(file=error.where)))
        return None
    return state if state is not None and state.book_id == book_id else None


def _poorer(prints: bool, file: str) -> Finding:
    """Return what it costs that the values of the base are not known."""
    if prints:
        return Finding("merge_prints_only", Severity.NOTE, Location(file=file))
    return Finding("merge_no_base", Severity.WARNING, Location(file=file))


def _named(path: Path, book_id: str) -> State:
    state = read_snapshot(path) if is_snapshot(path) else state_of(open_book(path).portfolio)
    if state.book_id != book_id:
        raise OtherBase(str(path))
    return state
