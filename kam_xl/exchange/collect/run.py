"""One collection: every file that came ends accepted or refused in the store, whatever happens on the way.

A file is known by its SHA-256. What the store has judged already, by the same policy and as of the same day, is not
read again; so an interrupted collection goes on where it broke off, and twice the same gives the same. A version that
is not the newest of its book keeps the judgements of its time. Books of the store that this collection does not bring
are judged anew from their records where policy or day are others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TypeGuard

from kam_xl.errors import InputError
from kam_xl.exchange.collect.company import Clock, Company
from kam_xl.exchange.collect.lost_ids import with_ids_at_last, with_known_id
from kam_xl.exchange.collect.pool import Bounds, Read, Readers, Step
from kam_xl.exchange.collect.reading import Candidate, arrived, bytes_of, not_tried
from kam_xl.exchange.collect.rejudging import Stored, read_or_rejudge
from kam_xl.exchange.digest import Arrived, Digest, Judged, Outcome, Refused
from kam_xl.exchange.store import Known, Store, Submission
from kam_xl.i18n import Message
from kam_xl.values import value

Progress = Callable[[int, str], None]
"""Told after each file: how many are done, and where the last one came from."""


@value
class Collected:
    """A collection that has read everything: its number in the store, the current books, and by what all are judged.

    `unjudged` are the books that could not be judged anew, and why; they
    are not among the others.
    """

    run: int
    books: tuple[Submission, ...]
    judged: Judged
    unjudged: tuple[tuple[Submission, Message], ...]


@value
class _Met:
    """A file before it is read: how it came, what the store knows of it, and the refusal of its source."""

    arrived: Arrived | None
    known: Known | None
    refused: Refused | None


def collect(
    found: Iterable[Candidate],
    store: Store,
    by: Company,
    *,
    sources: Sequence[str] = (),
    now: dt.datetime,
    bounds: Bounds | None = None,
    told: Progress | None = None,
    read: Read = read_or_rejudge,
    report: Callable[[Collected], None] | None = None,
) -> Collected:
    """Take every file into the store, and judge what is current there.

    Args:
        found: the files, each as it comes; they are not held longer than they are read.
        store: takes what comes, a transaction a file.
        by: the company's policy and the day.
        sources: what people named, for the record.
        now: the moment of this collection, UTC.
        bounds: how many readers work side by side, and what one may take.
        told: hears of each file when it is done.
        read: the work of one reader.
        report: makes of the collection what people asked for; where it fails the run does not count as finished, so
            that the next one tells the same changes.
    """
    run = store.begin(list(sources), by.judged, now)
    before = store.last_finished_run(run)
    clock = Clock(now, before.started if before else None)
    by = replace(by, clock=clock)
    with Readers(by, bounds or Bounds(), read) as readers:
        read_ones = readers.in_order(_steps(found, store, by.judged, clock))
        for done, (met, outcome) in enumerate(with_ids_at_last(read_ones), start=1):
            source = _keep(store, run, met, outcome)
            if told:
                told(done, source)
        unjudged = _judge_the_rest(readers, store, by.judged)
    store.settle(run)
    books = [one for one in store.current() if _is_judged(store, one, by.judged)]
    collected = Collected(run, tuple(books), by.judged, tuple(unjudged.values()))
    if report is not None:
        report(collected)
    store.finish(run, now)
    return collected


def _steps(found: Iterable[Candidate], store: Store, judged: Judged, clock: Clock) -> Iterator[Step[_Met]]:
    for item in found:
        if item.refused is not None:
            yield Step(_Met(None, None, not_tried(item, clock)), None)
            continue
        came = _print(item, clock)
        known = store.known(came.sha256) if came else None
        if came and known and known.received and came.received == clock.now:
            # Its own clock is not believed: it came when it was seen first.
            came = replace(came, received=known.received)
        if known is not None and _is_done(known, judged):
            yield Step(_Met(came, known, None), None)
        else:
            yield Step(_Met(came, known, None), item)


def _is_done(known: Known, judged: Judged) -> bool:
    """Tell whether a file is a version of a book that was judged so already, or whose time is over."""
    return known.submission is not None and (not known.newest or judged in known.judged)


def _print(item: Candidate, clock: Clock) -> Arrived | None:
    """Return how a file came, with its print; None where it cannot be read, which its reader will tell."""
    with suppress(InputError):
        return arrived(item, *bytes_of(item), clock)
    return None


def _keep(store: Store, run: int, met: _Met, outcome: Outcome | None) -> str:
    """Put into the store what came of one file, and return where it came from."""
    refused = outcome if isinstance(outcome, Refused) else met.refused
    if refused is not None:
        store.refuse(run, refused)
        return refused.arrived.source
    known = met.known if met.known is not None and met.known.submission is not None else None
    if isinstance(outcome, Digest):
        outcome = with_known_id(outcome, known, store)
        # A file may change between the look at its print and the reading: then it is another one.
        if known is not None and known.submission is not None and _same(met.arrived, outcome.arrived):
            store.seen(run, met.arrived, known)
            store.judge(known.submission, outcome.judged, outcome.rows, outcome.findings)
        else:
            store.add(run, outcome)
        return outcome.arrived.source
    assert known is not None and met.arrived is not None
    store.seen(run, met.arrived, known)
    return met.arrived.source


def _same(met: Arrived | None, read: Arrived) -> TypeGuard[Arrived]:
    return met is not None and met.sha256 == read.sha256


def _judge_the_rest(readers: Readers, store: Store, judged: Judged) -> Mapping[int, tuple[Submission, Message]]:
    """Judge the current books that are not judged yet by this policy and as of this day; return those that cannot be.

    Another collection may bring versions meanwhile, so it looks again until nothing is left.
    """
    failed: dict[int, tuple[Submission, Message]] = {}
    while left := [one for one in store.current() if one.id not in failed and not _is_judged(store, one, judged)]:
        for one, outcome in readers.in_order(Step(one, _stored(store, one)) for one in left):
            if isinstance(outcome, Digest):
                store.judge(one.id, outcome.judged, outcome.rows, outcome.findings)
            elif outcome is not None:
                failed[one.id] = one, outcome.reason
    return failed


def _is_judged(store: Store, one: Submission, judged: Judged) -> bool:
    return store.rows(one.id, judged, "books") is not None


def _stored(store: Store, one: Submission) -> Stored:
    """Return a version with its latest judgement, from which the places of its rows are taken."""
    known = store.known(one.sha256)
    last = max(known.judged, key=lambda judged: (judged.as_of, judged.policy), default=None) if known else None
    rows = (store.rows(one.id, last) if last else None) or {}
    findings = tuple((store.findings(one.id, last) if last else None) or ())
    came = Arrived(one.source, one.sha256, 0, one.received, one.sender)
    return Stored(came, one.stamp, store.state(one.id), rows, findings)
