"""The command “Send for review”: a macro-free copy of the book, the draft of a mail with it, and its text.

The book itself gets ids for the rows that lack them, the same as in the copy, and a line in its log; a snapshot of it
stays beside it as the base of the merge. A copy that goes back keeps the snapshot's id and the prints it came with.

Issues: those of `staying` and `sent_copy`, and `sent_not_logged`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from kam_xl.commands.task import Outcome, Task
from kam_xl.errors import ForeignContent, InputError
from kam_xl.excel.carry import content_and_foreign, people_content
from kam_xl.excel.replace import check_not_open
from kam_xl.exchange.books import make_folder, save_changed
from kam_xl.exchange.cover import Cover, along_words, cover_of, subject, text
from kam_xl.exchange.draft import Draft, checked, eml
from kam_xl.exchange.errors import CopyNotLocal
from kam_xl.exchange.identity import with_ids
from kam_xl.exchange.outlook import on_windows, show_draft, show_folder
from kam_xl.exchange.prints import prints_in
from kam_xl.exchange.sent_copy import new_sent, own_to_send, sent_back, sent_copy
from kam_xl.exchange.sent_files import check_draft, copy_name, free_name, writing
from kam_xl.exchange.snapshots import save_snapshot, sent_folder
from kam_xl.exchange.state import state_of
from kam_xl.exchange.staying import WITH, Staying, stay_home
from kam_xl.findings import Finding, Severity
from kam_xl.i18n import message, say
from kam_xl.model import Portfolio, record_id
from kam_xl.model_exchange import LogEntry, Sent
from kam_xl.sheets.carried import NOTHING, Carried
from kam_xl.values import value

_ENDINGS = (".xlsx", ".eml", ".txt")
Keep = Callable[[Portfolio], tuple[Finding, ...]]
"""What puts the book's own changes in their place while the files of a sending may still be taken back."""


@value
class _Asked:
    """What is asked of one sending; without an own `eml` the draft lies beside the copy, or in a mail program."""

    book: Path
    to: tuple[str, ...]
    kinds: frozenset[Any]
    folder: Path
    eml: Path | None
    today: dt.date


@value
class _Parcel:
    """What one sending makes: `numbered` is the book with its ids, `logged` with the line of the log too."""

    asked: _Asked
    numbered: Portfolio
    staying: Staying
    sent: Sent
    cover: Cover
    draft: Draft
    eml: Path
    text: Path
    logged: Portfolio
    findings: tuple[Finding, ...]


def send_for_review(task: Task) -> Outcome:
    """Make the copy, the draft and the text, and show the draft or the folder.

    `args["book"]` is the workbook's own path. `args` may also hold `to` (addresses; none leaves the mail unaddressed),
    `with` (kinds of what goes along, see `staying.WITH`), `folder` for the files, `eml` for the draft alone (no mail
    program is opened then), and as ISO text `today`. The outcome's portfolio has the ids and the line of the log.

    Raises:
        CopyNotLocal: the workbook lies at a web address, or was never saved.
        UnreadableValues: cells of the book cannot be read, or its policy was changed by hand.
        BadAddress: an address is none.
        NoDraftName, SentFileExists: the named draft cannot be one, or is there already.
        PolicyNamesNoColumn: it cannot be told what stays at home.
        NameHoldsPath, PolicyHoldsPath: a path stands in what cannot stay at home.
        NoPermission, DiskFull: a file cannot be written; none of this sending is left.
    """
    return _send(task, _people(task), lambda _: ())


def send_book(path: Path, task: Task, *, drop_foreign: bool = False) -> Outcome:
    """Send a workbook file: as `send_for_review`, and the book's changes are saved before the draft is shown.

    Where the book holds something that a rebuild would lose, it is left alone if all its rows have ids; the log then
    lacks this sending, which is a finding.

    Raises:
        ForeignContent: rows lack ids, and the book holds what a rebuild would lose; `drop_foreign` was not given.
        OpenElsewhere: a program has the book open.
        KamError: as `send_for_review`; nothing of this sending is left.
    """
    check_not_open(path)
    people, things = content_and_foreign(path)
    foreign = () if drop_foreign else things
    if foreign and with_ids(task.parsed.portfolio) != task.parsed.portfolio:
        raise ForeignContent(str(path), things=foreign)

    def keep(portfolio: Portfolio) -> tuple[Finding, ...]:
        if foreign:
            return (Finding("sent_not_logged", Severity.WARNING, params={"things": foreign}),)
        logged = Outcome(message("send.log.review"), portfolio=portfolio)
        save_changed(path, task.parsed, logged, _today(task), drop_foreign=drop_foreign)
        return ()

    return _send(task, people, keep)


def _send(task: Task, people: Carried, keep: Keep) -> Outcome:
    parcel = _parcel(task, people)
    asked, cover, sent = parcel.asked, parcel.cover, parcel.sent
    copy = asked.folder / cover.file
    make_folder(asked.folder)
    words = parcel.draft.text.encode("utf-8-sig")
    with writing({copy: parcel.draft.data, parcel.eml: eml(parcel.draft), parcel.text: words}) as made:
        if not cover.returned:
            made.append(save_snapshot(asked.book, sent.snapshot, state_of(parcel.numbered), parcel.staying.fields))
        kept = keep(parcel.logged)
    shown = asked.eml is None and show_draft(parcel.draft, copy)
    if asked.eml is None and not shown:
        show_folder(asked.folder)
    findings = (*task.located(parcel.findings), *kept)
    key = "outlook" if shown else "no_outlook" if asked.eml is None and on_windows() else "draft"
    said = message(f"outcome.send.{key}", file=cover.file, draft=parcel.eml.name, folder=str(asked.folder))
    return Outcome(said, _data(parcel, shown), findings, findings, None, parcel.logged)


def _parcel(task: Task, people: Carried) -> _Parcel:
    """Return everything that one sending makes, with nothing written yet."""
    task.refuse_unreadable()
    asked = _asked(task)
    numbered = with_ids(task.parsed.portfolio)
    own, of_own = own_to_send(people) if "own" in asked.kinds else ((), ())
    staying = _staying(task, numbered, asked, people, len(own))
    setup, came = staying.portfolio.setup, numbered.sent
    now = dt.datetime.now(dt.UTC)
    sent = sent_back(came, staying, setup.head, now) if came else new_sent(staying, setup.manager, now)
    copy = sent_copy(numbered, staying, sent, task.parsed.built_policy or task.parsed.policy, asked.today, own)
    name = free_name(asked.folder, copy_name(asked.book, asked.today), _ENDINGS)
    cover = cover_of(copy.whole, copy.listed, staying, f"{name}.xlsx", asked.today, came is not None)
    draft = Draft(asked.to, subject(cover), text(cover), cover.file, copy.data)
    return _Parcel(
        asked, numbered, staying, sent, cover, draft, asked.eml or asked.folder / f"{name}.eml",
        asked.folder / f"{name}.txt", _logged(numbered, sent, asked, cover), (*copy.findings, *of_own),
    )  # fmt: skip


def _asked(task: Task) -> _Asked:
    args = task.args
    place = str(args.get("book", ""))
    book = Path(place)
    if "://" in place or not book.is_absolute() or not book.is_file():
        raise CopyNotLocal(place)
    named = Path(args["eml"]) if args.get("eml") else None
    if named:
        check_draft(named)
    folder = Path(args["folder"]) if args.get("folder") else sent_folder(book)
    return _Asked(book, checked(args.get("to") or ()), frozenset(args.get("with") or ()), folder, named, _today(task))


def _today(task: Task) -> dt.date:
    return dt.date.fromisoformat(task.args["today"]) if task.args.get("today") else dt.date.today()


def _people(task: Task) -> Carried:
    """Return what people added to the file of an open workbook, as last saved; nothing where it cannot be read."""
    with suppress(InputError):
        return people_content(Path(str(task.args.get("book", ""))), drop_foreign=True)
    return NOTHING


def _staying(task: Task, numbered: Portfolio, asked: _Asked, people: Carried, own: int) -> Staying:
    before = prints_in(numbered.sent) if numbered.sent else None
    parsed = replace(task.parsed, portfolio=numbered)
    staying = stay_home(parsed, asked.kinds, before)
    added = {"own": len(people.columns) - own, "comments": len(people.notes)}
    unasked = {**stay_home(parsed, (), before).counts, "own": own}
    return replace(
        staying,
        counts={**staying.counts, **{kind: n for kind, n in added.items() if n}},
        along=tuple(kind for kind in WITH if kind in asked.kinds and unasked.get(kind)),
    )


def _logged(numbered: Portfolio, sent: Sent, asked: _Asked, cover: Cover) -> Portfolio:
    """Return the book with a line in its log: who sent what to whom, and what else went along."""
    lang = numbered.lang
    name = say(lang, "send.log.returned" if cover.returned else "send.log.review")
    to = ", ".join(asked.to) or say(lang, "send.log.unaddressed")
    new = say(lang, "send.log.along", to=to, kinds=along_words(cover.along)) if cover.along else to
    id = record_id("x", sent.snapshot, sent.at, cover.file)
    entry = LogEntry(id, asked.today, "sent", "", name, "", "", new, cover.by, cover.file, "", "")
    return replace(numbered, log=(*numbered.log, entry))


def _data(parcel: _Parcel, shown: bool) -> dict[str, Any]:
    cover, asked = parcel.cover, parcel.asked
    return {
        "file": str(asked.folder / cover.file),
        "draft": str(parcel.eml),
        "text": str(parcel.text),
        "to": list(asked.to),
        "outlook": shown,
        "snapshot": parcel.sent.snapshot,
        "returned": cover.returned,
        "key_accounts": cover.key_accounts,
        "findings": cover.findings,
        "unsigned": list(cover.unsigned),
        "stays": dict(cover.staying),
        "along": list(cover.along),
    }
