"""What copies of one sending said in earlier merges, as the log has it: only what a copy says anew counts.

A copy that comes again is a later version of one that came before where it still says something of what that one said.
What it says otherwise by now was changed, or taken back, in it. One that says nothing of it may be the copy of somebody
else, or the one as it was sent: nothing follows from what it leaves as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kam_xl.exchange.merge.base import Base
from kam_xl.exchange.merge.rows import Source, merge_of, texts_of
from kam_xl.exchange.merge.three_way import Clash, Said
from kam_xl.exchange.merge.version import Version
from kam_xl.exchange.merge.wording import CELL_LENGTH, Wording
from kam_xl.exchange.state import Fields, canonical
from kam_xl.i18n import say
from kam_xl.model import record_id
from kam_xl.model_exchange import LogEntry
from kam_xl.values import value

_Thing = tuple[str, str, str]
"""What an entry of the log is about: table, id of the record, column in words ("" for the whole row)."""

_Words = Mapping[_Thing, str]
"""What theirs said in one merge."""


@value
class Heard:
    """What theirs said before: `said` tells of a thing that differs which side still says it.

    `as_sent` counts what another copy of the sending changed and this one has as it was sent; the change stands.
    """

    said: Callable[[Clash], Said]
    as_sent: int = 0


def of_sending(source: Source, snapshot: str, log: Iterable[LogEntry]) -> Source:
    """Return the source of a merge with a mark for its entries: of which sending they are, the how-manyth merge."""
    return replace(source, merge=f"{record_id('s', snapshot)}-{len(tuple(log))}")


def heard(log: Iterable[LogEntry], snapshot: str, sides: tuple[Version, Version], base: Base, words: Wording) -> Heard:
    """Return what theirs said before.

    Args:
        log: the log of the book.
        snapshot: of the sending that theirs comes from, "" for none.
        sides: mine and theirs.
        base: what was sent.
        words: how the book speaks.
    """
    reading = _Reading(sides, base, words)
    merges = _merges(log, record_id("s", snapshot), reading.gone)
    its: list[_Words] = []
    others: list[_Words] = []
    for one in merges:
        (its if any(reading.says(thing, text) for thing, text in one.items()) else others).append(one)
    last = {thing: text for one in its for thing, text in one.items()}
    rest = {thing: text for one in others for thing, text in one.items() if thing not in last}

    def said(clash: Clash) -> Said:
        before = last.get((clash.table, clash.record, words.column(clash.table, clash.field)))
        if before is None:
            return ""
        _, mine, theirs = (canonical(text[:CELL_LENGTH]) for text in texts_of(clash, words))
        return "theirs" if theirs == canonical(before) else "mine" if mine == canonical(before) else "neither"

    return Heard(said, sum(reading.left(thing, text) for thing, text in rest.items()))


def _merges(log: Iterable[LogEntry], sending: str, gone: str) -> list[_Words]:
    """Return what was said in each merge of a sending: what was taken, and what was asked and decided."""
    found: dict[str, dict[_Thing, str]] = {}
    asked: dict[_Thing, LogEntry] = {}
    for one in log:
        whole = one.action in ("added", "deleted")
        thing = (one.table, one.record, "" if whole else one.column)
        if one.action == "conflict":
            asked[thing] = one
            found.setdefault(merge_of(one), {})
        elif one.action == "chosen" and thing in asked:
            question = asked.pop(thing)
            found[merge_of(question)][thing] = question.new
        elif whole or one.action in ("changed", "renamed"):
            found.setdefault(merge_of(one), {})[thing] = gone if one.action == "deleted" else one.new
    return [words for merge, words in found.items() if merge.startswith(f"{sending}-")]


class _Reading:
    """Both sides, read for what the log says that theirs said."""

    def __init__(self, sides: tuple[Version, Version], base: Base, words: Wording) -> None:
        self.mine, self.theirs = sides
        self.base, self.words = base, words
        self.gone = say(words.lang, "merge.row_deleted")

    def says(self, thing: _Thing, text: str) -> bool:
        """Tell whether theirs still says something, and nobody who just has what was sent would."""
        table, id, column = thing
        fields = self.theirs.state.tables.get(table, {}).get(id)
        if not column:
            if text == self.gone or fields is None:
                return text == self.gone and fields is None and self.base.has(table, id) and self.theirs.had(table, id)
            return not self.base.has(table, id) or self._row(table, id, fields) == canonical(text)
        if fields is None or (key := self._key(table, column, fields)) is None:
            return False
        if (table, id, key) in self.theirs.unreadable:
            return canonical(self.theirs.unreadable[table, id, key]) == canonical(text)
        sent = self.base.knows(table, id, key) and not self.base.changed(table, id, key, fields[key])
        return not sent and self._shown(table, key, fields) == canonical(text)

    def left(self, thing: _Thing, text: str) -> bool:
        """Tell whether mine has what another copy said, and theirs has it as it was sent."""
        table, id, column = thing
        own, other = (side.state.tables.get(table, {}).get(id) for side in (self.mine, self.theirs))
        if not column:
            return self.base.has(table, id) and text == self.gone and own is None and other is not None
        if own is None or other is None or (key := self._key(table, column, own)) is None:
            return False
        if not (self.base.knows(table, id, key) and self.theirs.holds(table, id, key)):
            return False
        mine = self._shown(table, key, own)
        return (
            mine == canonical(text)
            and not self.base.changed(table, id, key, other[key])
            and (mine != self._shown(table, key, other))
        )

    def _key(self, table: str, column: str, fields: Fields) -> str | None:
        return next((key for key in fields if self.words.column(table, key) == column), None)

    def _shown(self, table: str, key: str, fields: Fields) -> str:
        return canonical(self.words.shown(table, key, fields[key])[:CELL_LENGTH])

    def _row(self, table: str, id: str, fields: Fields) -> str:
        before = self.base.values.tables.get(table, {}).get(id) if self.base.values else None
        return canonical(texts_of(Clash(table, id, "", before, None, fields), self.words)[2])
