"""What stands in the file that came back and no merge takes over, such as a sheet of its own: it goes into the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kam_xl.exchange.merge.combined import Combined
from kam_xl.exchange.merge.rows import About, Source, log_entries, with_entries
from kam_xl.i18n import Lang, Message, say
from kam_xl.model_exchange import LogEntry


def noted(combined: Combined, things: Sequence[Message], lang: Lang, source: Source) -> Combined:
    """Return a merge with an entry of the log for each thing; one that was noted of the same file is not again."""
    log = combined.portfolio.log
    known = {(one.file, one.new) for one in log}
    entries = tuple(one for one in _entries(things, lang, source) if (one.file, one.new) not in known)
    portfolio = replace(combined.portfolio, log=with_entries(log, entries))
    return replace(combined, portfolio=portfolio, entries=(*combined.entries, *entries))


def _entries(things: Iterable[Message], lang: Lang, source: Source) -> Iterable[LogEntry]:
    on = About("", "", "", say(lang, "merge.not_taken"), "")
    return (entry for thing in things for entry in log_entries("conflict", on, "", thing.in_(lang), source))
