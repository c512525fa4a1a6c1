"""Two versions of a book as read become one: fields merged, reviews signed, conflicts and log written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kam_xl.exchange.identity import with_ids
from kam_xl.exchange.merge.apart import with_own_reviews
from kam_xl.exchange.merge.book import followed, in_book
from kam_xl.exchange.merge.choices import Chosen
from kam_xl.exchange.merge.heard import heard, of_sending
from kam_xl.exchange.merge.known_ids import with_known_ids
from kam_xl.exchange.merge.names import ACCOUNTS, account_names
from kam_xl.exchange.merge.own_content import own_entries
from kam_xl.exchange.merge.rows import Source, about, conflict_of, entries_of, log_entries, with_entries
from kam_xl.exchange.merge.signing import REVIEWS, signed_versions, unsigned
from kam_xl.exchange.merge.sources import Origin
from kam_xl.exchange.merge.standing import standing
from kam_xl.exchange.merge.stray import stray_conflict
from kam_xl.exchange.merge.three_way import Change, Merged, merge
from kam_xl.exchange.merge.unreadable import Unreadable, unreadable_cells
from kam_xl.exchange.merge.version import Version, columns_in
from kam_xl.exchange.merge.wording import Wording
from kam_xl.exchange.state import SETUP, Fields, Records, state_of
from kam_xl.findings import Finding, Severity
from kam_xl.model import Portfolio, natural_name
from kam_xl.model_exchange import Conflict, LogEntry
from kam_xl.sheets.carried_together import OwnCell
from kam_xl.sheets.parse import Parsed
from kam_xl.values import value


@value
class Own:
    """What people added to theirs: taken over, kept out since mine stands, or `left` where only our cells move."""

    added: tuple[OwnCell, ...] = ()
    kept: tuple[OwnCell, ...] = ()
    left: tuple[OwnCell, ...] = ()


@value
class Returned:
    """A version that came back: as read, where both versions come from, the name of its file, who changed it."""

    parsed: Parsed
    origin: Origin
    file: str
    who: str


@value
class Combined:
    """What came of two versions: the book, and what the merge did to it.

    `signed` are the reviews that were stamped, by their ids; `cells` those of theirs that cannot be read; `as_sent`
    counts what an earlier copy had changed and this one has as it was sent (`heard`); `unsigned` are findings on the
    reviews that theirs typed and that were not stamped.
    """

    portfolio: Portfolio
    tables: Mapping[str, Records]
    merged: Merged
    conflicts: tuple[Conflict, ...]
    signed: Mapping[str, Fields]
    entries: tuple[LogEntry, ...]
    cells: tuple[Unreadable, ...]
    as_sent: int = 0
    unsigned: tuple[Finding, ...] = ()


def combine(
    mine: Parsed, chosen: Chosen, returned: Returned, as_of: dt.date, day: dt.date, own: Own | None = None
) -> Combined:
    """Return two versions of a book as one.

    Args:
        mine: the book as read; its columns say what it has.
        chosen: the same book with the choices applied that stood in it.
        returned: the version that came back.
        as_of: the day of a signature whose review has none.
        day: the day for the log.
        own: what people added to either version.
    """
    base = returned.origin.base
    numbered = with_ids(chosen.portfolio, base.likeness)
    log = (*numbered.log, *chosen.entries)
    version = Version(state_of(numbered), columns_in(mine), returned.origin.to_mine)
    known = [*([base.values] if base.values else []), version.state]
    other = with_ids(with_known_ids(returned.parsed.portfolio, known), base.likeness)
    other = with_own_reviews(other, numbered, base, log)
    cells = unreadable_cells(returned.parsed, other)
    theirs = _theirs(returned, other, cells)
    words = Wording(numbered.lang, mine.policy, account_names((version.state, theirs.state)))
    before = heard(log, returned.origin.sending, (version, theirs), base, words)
    merged = merge(version, theirs, base, before.said)
    manager = other.setup.manager.strip() or merged.tables[SETUP][SETUP]["manager"].strip()
    signs = mine.policy.has("plan")
    stamps = signed_versions(merged, theirs, base, manager, mine.policy.exchange) if signs else {}
    signed = _stamped(merged, stamps, manager, as_of)
    why = unsigned(merged, base, manager) if signs else {}
    tables = {**merged.tables, **({REVIEWS: {**merged.tables[REVIEWS], **signed}} if signed else {})}
    portfolio = in_book(numbered, merged.mine.tables, tables, merged.names)
    source = of_sending(Source(returned.who, day, returned.file), returned.origin.sending, numbered.log)
    writing = _Writing(tables, merged, replace(words, names=merged.names), source)
    fresh = (
        *writing.conflicts(),
        *(stray_conflict(one, writing.words, writing.source) for one in cells if not one.cell[1]),
    )
    conflicts = standing(numbered.conflicts, fresh, tables, theirs)
    entries = (*chosen.entries, *writing.log(numbered, portfolio, fresh, signed, own or Own()))
    whole = replace(portfolio, conflicts=conflicts, log=with_entries(numbered.log, entries))
    return Combined(
        whole,
        tables,
        merged,
        conflicts,
        signed,
        entries,
        cells,
        before.as_sent,
        tuple(_not_stamped(returned, other, why)),
    )


def _theirs(returned: Returned, numbered: Portfolio, cells: Iterable[Unreadable]) -> Version:
    unreadable = {one.cell: one.text for one in cells if one.cell[1]}
    return Version(state_of(numbered), columns_in(returned.parsed), returned.origin.to_theirs, unreadable)


def _stamped(merged: Merged, stamps: Mapping[str, float], manager: str, as_of: dt.date) -> Mapping[str, Fields]:
    """Return the reviews that sign a plan, with version, both names and a day."""
    found = {}
    for id, version in stamps.items():
        now = merged.tables[REVIEWS][id]
        name = now["manager"] if now["manager"].strip() else manager
        found[id] = {**now, "version": version, "manager": name, "date": now["date"] or as_of}
    return found


def _not_stamped(returned: Returned, numbered: Portfolio, why: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a finding for each review of theirs that was not stamped, with its cell there."""
    for row, one in enumerate(numbered.tasks.reviews):
        if code := why.get(one.id):
            where = replace(returned.parsed.place(REVIEWS, row, "account"), file=returned.file)
            yield Finding(code, Severity.WARNING, where, account=one.account)


@value
class _Writing:
    """What rows of conflicts and of the log are written from: the fields that came out, the words, the source."""

    tables: Mapping[str, Records]
    merged: Merged
    words: Wording
    source: Source

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return a row for each thing to decide."""
        return tuple(
            conflict_of(one, self.record(one.table, one.record), self.words, self.source) for one in self.merged.clashes
        )

    def record(self, table: str, id: str) -> Fields:
        """Return a record as it is now, else as it was."""
        for tables in (self.tables, self.merged.mine.tables, self.merged.theirs.tables):
            if id in tables.get(table, {}):
                return tables[table][id]
        raise KeyError(id)

    def log(
        self,
        before: Portfolio,
        after: Portfolio,
        fresh: Iterable[Conflict],
        signed: Mapping[str, Fields],
        own: Own,
    ) -> Iterator[LogEntry]:
        """Yield what the log says of the merge."""
        for change in self.merged.changes:
            yield from self.change(change, before)
        yield from self.followers(before, after)
        for id, fields in signed.items():
            on = about(REVIEWS, id, "version", fields, self.words)
            yield from log_entries("signed", on, "", f"{fields['version']:.0f}", self.source)
        asked = {(one.id, one.mine, one.theirs) for one in before.conflicts}
        for one in fresh:
            if (one.id, one.mine, one.theirs) not in asked:
                yield from self.asked(one)
        yield from self.own(own, before)

    def own(self, own: Own, before: Portfolio) -> Iterator[LogEntry]:
        """Yield what people added to theirs; what the log has from an earlier merge is not said again."""
        lang = self.words.lang
        source = replace(self.source, merge="")
        known = {_said(one) for one in before.log}
        entries = (
            *own_entries("added", own.added, lang, source),
            *own_entries("conflict", (*own.kept, *own.left), lang, source),
        )
        yield from (one for one in entries if _said(one) not in known)

    def change(self, change: Change, before: Portfolio) -> Iterator[LogEntry]:
        """Yield what the log says of one change; of what mine had deleted itself only once."""
        fields = self.record(change.table, change.record)
        if change.happened == "renamed" and change.new not in self.called():
            yield from entries_of(change, fields, self.words, replace(self.source, merge=""))
        elif change.by == "theirs":
            yield from entries_of(change, fields, self.words, self.source)
        elif not any((one.action, one.record) == ("deleted", change.record) for one in before.log):
            yield from entries_of(change, fields, self.words, self.own_source(before))

    def called(self) -> set[str]:
        """Return what theirs calls its clients."""
        return {str(fields["account"]) for fields in self.merged.theirs.tables[ACCOUNTS].values()}

    def own_source(self, before: Portfolio) -> Source:
        """Return the source of what was mine's doing."""
        return replace(self.source, who=before.setup.manager, file="", merge="")

    def followers(self, before: Portfolio, after: Portfolio) -> Iterator[LogEntry]:
        """Yield that rows follow the new name of a client whom mine had renamed."""
        told = {natural_name(str(one.old)) for one in self.merged.changes if one.happened == "renamed"}
        ids = {fields["account"]: id for id, fields in self.tables[ACCOUNTS].items()}
        for old, new in followed(before, after).items():
            if natural_name(old) not in told and new in ids:
                on = about(ACCOUNTS, ids[new], "account", self.tables[ACCOUNTS][ids[new]], self.words)
                yield from log_entries("renamed", on, old, new, self.own_source(before))

    def asked(self, one: Conflict) -> Iterator[LogEntry]:
        """Yield what the log says of a conflict, so that no value of theirs is lost with its row."""
        fields = self.record(one.table, one.record) if one.record else None
        if fields is not None:
            on = about(one.table, one.record, one.field, fields, self.words)
            yield from log_entries("conflict", on, one.mine, one.theirs, self.source)


def _said(one: LogEntry) -> LogEntry:
    """Return what an entry says, whenever it was written."""
    return replace(one, id="", date=None)
