"""From a file to what is in it: archives, mailboxes and mails are opened, however deep, until only files are left."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kam_xl.exchange.sources import archive, mail, mailbox, msg, names, walk
from kam_xl.exchange.sources.item import Item, Letter, Part, Trail
from kam_xl.exchange.sources.kinds import HEAD, Kind, kind_of, kind_of_archive, kind_of_compound
from kam_xl.exchange.sources.limits import Allowance, Limits, TooMuchWork
from kam_xl.i18n import message

_REFUSED = {
    Kind.TNEF: message("source.tnef"),
    Kind.SEALED: message("source.mail_sealed"),
    Kind.FOREIGN_ARCHIVE: message("source.other_archive"),
    Kind.OTHER: message("source.not_a_workbook"),
}
_MEMBER = 32
"""Steps of a member in the directory of an archive."""


def items_of_file(found: walk.Found, limits: Limits) -> Iterator[Item]:
    """Yield what one file on disk is or holds; after `limits.items` only that there is more."""
    trail, name = Trail((found.shown,)), names.file_name(found.path.name)
    for number, item in enumerate(_items(found, name, trail, limits)):
        if number == limits.items:
            yield trail.refused(name, message("source.too_many_items", limit=limits.items))
            return
        yield item


def _items(found: walk.Found, name: str, trail: Trail, limits: Limits) -> Iterator[Item]:
    if found.refused is not None:
        yield trail.refused(name, found.refused)
        return
    try:
        allowance = Allowance(limits, found.path.stat().st_size)
        yield from _Opener(limits, allowance).opened(found.path, name, trail)
    except OSError as error:
        yield trail.refused(name, walk.unreadable(error))


class _Opener:
    """Opens what lies within one file on disk, and counts what it unpacks."""

    def __init__(self, limits: Limits, allowance: Allowance) -> None:
        self._limits, self._allowance = limits, allowance

    def opened(self, content: Path | bytes, name: str, trail: Trail) -> Iterator[Item]:
        """Yield what a file is or holds; `trail` ends in the file itself."""
        match kind_of(name, _head(content)):
            case Kind.BOOK:
                yield _candidate(content, name, trail)
            case Kind.ARCHIVE:
                yield from self._archive(content, name, trail)
            case Kind.MAILBOX:
                yield from self._mailbox(content, name, trail)
            case Kind.MAIL:
                yield from self._mail(mail.letter(self._read(content), self._limits, self._allowance), name, trail)
            case Kind.COMPOUND:
                yield from self._compound(content, name, trail)
            case other:
                yield trail.refused(name, _REFUSED[other])

    def _archive(self, content: Path | bytes, name: str, trail: Trail) -> Iterator[Item]:
        try:
            with archive.open_archive(content) as opened:
                self._allowance.work(_MEMBER * len(opened.infolist()))
                match kind_of_archive(opened.infolist()):
                    case Kind.BOOK:
                        yield _candidate(content, name, trail)
                    case Kind.ARCHIVE if trail.depth < self._limits.depth:
                        yield from self._within(archive.members(opened, self._limits, self._allowance), name, trail)
                    case Kind.ARCHIVE:
                        yield self._too_deep(name, trail)
                    case other:
                        yield trail.refused(name, _REFUSED[other])
        except archive.BROKEN:
            yield trail.refused(name, message("source.archive_damaged"))
        except TooMuchWork:
            yield trail.refused(name, message("source.too_much_work"))

    def _compound(self, content: Path | bytes, name: str, trail: Trail) -> Iterator[Item]:
        data = self._read(content)
        match kind_of_compound(name, data):
            case Kind.BOOK:
                yield _candidate(content, name, trail)
            case Kind.COMPOUND:
                yield from self._mail(msg.letter(data, self._limits, self._allowance), name, trail)
            case other:
                yield trail.refused(name, _REFUSED[other])

    def _mailbox(self, content: Path | bytes, name: str, trail: Trail) -> Iterator[Item]:
        if trail.depth >= self._limits.depth:
            yield self._too_deep(name, trail)
            return
        number = 0
        try:
            with io.BytesIO(content) if isinstance(content, bytes) else content.open("rb") as file:
                for number, data in enumerate(
                    mailbox.messages(file, self._limits.mail_bytes, self._allowance), start=1
                ):
                    yield from self._letter(self._letter_of(data), f"#{number}", trail)
        except TooMuchWork:
            yield trail.refused(name, message("source.too_much_work"))
            return
        if number == 0:
            yield trail.refused(name, message("source.mailbox_empty"))

    def _mail(self, letter: Letter, name: str, trail: Trail) -> Iterator[Item]:
        """Yield what a mail holds that is a file of its own; its subject stands behind the file in the chain."""
        links = (*trail.links, letter.label) if letter.label else trail.links
        yield from self._attachments(letter, name, replace(trail, links=links))

    def _letter(self, letter: Letter, number: str, trail: Trail) -> Iterator[Item]:
        """Yield what a mail holds that lies in a mailbox or in another mail; a number stands for a missing subject."""
        label = letter.label or number
        name = names.title(letter.subject) if letter.subject else number
        yield from self._attachments(letter, name, trail.within(label))

    def _attachments(self, letter: Letter, name: str, trail: Trail) -> Iterator[Item]:
        carried = replace(trail, received=letter.received or trail.received, sender=letter.sender)
        if trail.depth >= self._limits.depth:
            yield self._too_deep(name, carried)
            return
        found = False
        for item in self._within(letter.parts, name, carried):
            found = True
            yield item
        if not found:
            yield carried.refused(name, message("source.no_attachment"))

    def _within(self, parts: Iterable[Part], name: str, trail: Trail) -> Iterator[Item]:
        """Yield what the parts of a container are or hold; parts of one name are told apart by a number."""
        used: Counter[str] = Counter()
        for number, part in enumerate(_guarded(parts), start=1):
            if part.letter is not None:
                yield from self._letter(part.letter, f"#{number}", trail)
            elif not part.way and part.refused is not None:
                yield trail.refused(name, part.refused)
            elif not names.is_leftover(part.way):
                yield from self._part(part, trail.within(_numbered(names.way(part.way), used)))

    def _part(self, part: Part, trail: Trail) -> Iterator[Item]:
        name = names.file_name(part.way)
        if part.refused is not None:
            yield trail.refused(name, part.refused)
        else:
            yield from self.opened(part.data or b"", name, trail)

    def _letter_of(self, data: bytes | None) -> Letter:
        """Return a mail of a mailbox; None is one that is too large."""
        if data is None:
            return mail.sealed(Part("", refused=mail.too_large_mail(self._limits)))
        return mail.letter(data, self._limits, self._allowance)

    def _read(self, content: Path | bytes) -> bytes:
        """Return a file's bytes, of one that is too large for a mail only so many that this can be seen."""
        if isinstance(content, bytes):
            return content
        with content.open("rb") as file:
            return file.read(self._limits.mail_bytes + 1)

    def _too_deep(self, name: str, trail: Trail) -> Item:
        return trail.refused(name, message("source.too_deep", limit=self._limits.depth))


def _head(content: Path | bytes) -> bytes:
    if isinstance(content, bytes):
        return content[:HEAD]
    with content.open("rb") as file:
        return file.read(HEAD)


def _candidate(content: Path | bytes, name: str, trail: Trail) -> Item:
    if isinstance(content, bytes):
        return trail.item(name, data=content)
    return trail.item(name, path=content)


def _guarded(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield parts, and that a container is damaged where its reader fails, in whatever way a hostile one makes it."""
    try:
        yield from parts
    except Exception:
        yield Part("", refused=message("source.damaged"))


def _numbered(link: str, used: Counter[str]) -> str:
    used[link] += 1
    return link if used[link] == 1 else f"{link} ({used[link]})"
