"""`kam doctor`: what is well on a machine and what is not, each with what to do.

The command line and the button in Excel show the same checks. Only the standard library is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from kam_xl import places
from kam_xl.i18n import LANGUAGES, Lang, Message, message
from kam_xl.inspection import Book, Facts, Inside
from kam_xl.office import Office

State = Literal["ok", "warn", "fail", "unknown"]
MARKS: dict[State, str] = {"ok": "✓", "warn": "!", "fail": "✗", "unknown": "?"}

OLDEST_PYTHON = (3, 11)
HEAVY = frozenset({"pandas", "numpy"})
BLOCKED_ZONE = 3
"""Zone from which on Windows blocks macros: 3 internet, 4 restricted sites."""
ONLY_SIGNED, NO_MACROS = 3, 4
"""Values of VBAWarnings at which Excel does not ask any more."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: `what` was found and, where something is to be done, the `remedy`."""

    name: str
    state: State
    what: Message
    remedy: Message | None = None

    def as_dict(self, lang: Lang) -> dict[str, str]:
        """Return the check as data: name, state, what, remedy ("" where nothing is to be done)."""
        remedy = self.remedy.in_(lang) if self.remedy else ""
        return {"name": self.name, "state": self.state, "what": self.what.in_(lang), "remedy": remedy}


def diagnose(facts: Facts) -> tuple[Check, ...]:
    """Return every check that these facts allow, in the order in which one would mend things."""
    return (
        *_this_python(facts),
        *_environments(facts),
        *_macros(facts),
        *_book(facts),
        _language(facts),
    )


def well(checks: tuple[Check, ...]) -> bool:
    """Tell whether there is nothing to do."""
    return not any(one.state in ("warn", "fail") for one in checks)


def _check(name: str, state: State, case: str = "", /, **params: Any) -> Check:
    """Return a check by its texts: `doctor.<name>.<case>`, and `….do` where something is to be done."""
    key = f"doctor.{name}.{case or state}"
    return Check(
        name, state, message(key, **params), message(f"{key}.do", **params) if state in ("warn", "fail") else None
    )


def _this_python(facts: Facts) -> Iterator[Check]:
    one = facts.runtime
    params = {"version": ".".join(map(str, one.python)), "bits": str(one.bits)}
    if one.from_store:
        yield _check("python", "fail", "store", **params)
    elif one.python < OLDEST_PYTHON:
        yield _check("python", "fail", "old", **params)
    elif one.bits == 32:
        yield _check("python", "warn", "narrow", **params)
    else:
        yield _check("python", "ok", **params)
    if one.installed not in ("", one.version):
        yield _check("package", "warn", version=one.version, installed=one.installed)
    else:
        yield _check("package", "ok", version=one.version)
    yield _pinned("xlwings", one.xlwings, one.pinned)


def _pinned(name: str, version: str, wanted: str) -> Check:
    if not version:
        return _check(name, "fail", "missing", wanted=wanted)
    if not wanted:
        return _check(name, "unknown", version=version)
    return _check(name, "ok" if version == wanted else "fail", version=version, wanted=wanted)


def _environments(facts: Facts) -> Iterator[Check]:
    version = facts.runtime.version
    if facts.click is None or facts.full is None:
        yield _check("click", "unknown")
        yield _check("full", "unknown")
        return
    yield (click := _holds("click", facts.click, version))
    if click.state == "ok":
        yield from _ready_for_clicks(
            facts.click, facts.runtime.pinned or facts.runtime.xlwings, facts.office or Office()
        )
    yield (full := _holds("full", facts.full, version))
    if full.state == "ok":
        yield _check("pandas", "ok" if "pandas" in facts.full.packages else "fail", folder=facts.full.folder)


def _holds(name: str, found: Inside, version: str) -> Check:
    """Return whether an environment is there and holds this version, as VBA looks for it before each click."""
    if not found.there:
        return _check(name, "fail", "missing", folder=found.folder)
    if version not in found.versions:
        return _check(name, "fail", "other", folder=found.folder, found=list(found.versions) or "—", version=version)
    return _check(name, "ok", folder=found.folder, version=version)


def _ready_for_clicks(found: Inside, xlwings: str, office: Office) -> Iterator[Check]:
    heavy = sorted(HEAVY & found.packages)
    yield _check("light", "warn" if heavy else "ok", heavy=heavy)
    yield _check("compiled", "ok" if found.compiled else "warn")
    wanted = [f"xlwings{bits}-{xlwings}.dll" for bits in (64, 32) if office.bits in (0, bits)]
    missing = [name for name in wanted if name not in found.files]
    yield _check("dll", "fail" if missing else "ok", files=missing or wanted, folder=found.folder)


def _macros(facts: Facts) -> Iterator[Check]:
    if facts.office is None or facts.folder is None:
        yield _check("trusted", "unknown")
        yield _check("macros", "unknown")
        return
    office, folder = facts.office, facts.folder
    trusted = office.trusts(folder)
    if not trusted and not office.user_locations:
        yield _check("trusted", "ok", "policy", folder=str(folder))
    else:
        yield _check("trusted", "ok", "ok" if trusted else "no", folder=str(folder))
    if trusted:
        yield _check("macros", "ok", "trusted")
    elif office.warnings in (ONLY_SIGNED, NO_MACROS):
        yield _check("macros", "fail", "signed" if office.warnings == ONLY_SIGNED else "none", folder=str(folder))
    else:
        yield _check("macros", "ok")
    yield _check("internet", "ok", "policy" if office.internet_blocked else "usual")


def _book(facts: Facts) -> Iterator[Check]:
    if (book := facts.book) is None:
        return
    for name, wanted in (
        ("version", facts.runtime.version),
        *((("xlwings", facts.runtime.pinned),) if book.interpreter is not None else ()),
        ("schema", facts.schema),
    ):
        yield _same(f"book_{name}", book.settings.get(name, ""), wanted)
    yield _interpreter(book, facts)
    if facts.office is None:
        yield _check("blocked", "unknown")
    else:
        yield _check("blocked", "fail" if book.zone >= BLOCKED_ZONE else "ok", path=book.path)


def _same(name: str, found: str, wanted: str) -> Check:
    """Return whether the book was built by this package; both would otherwise speak past one another."""
    if not found or not wanted:
        return _check(name, "unknown")
    return _check(name, "ok" if found == wanted else "fail", found=found, wanted=wanted)


def _interpreter(book: Book, facts: Facts) -> Check:
    if book.interpreter is None:
        return _check("interpreter", "ok", "none")
    ours = {places.CLICK_INTERPRETER.casefold(), facts.click_interpreter.casefold()}
    if book.interpreter.strip().casefold() not in ours:
        return _check("interpreter", "fail", "other", found=book.interpreter or "—", wanted=places.CLICK_INTERPRETER)
    if facts.click is not None and not facts.click.there:
        return _check("interpreter", "fail", "missing", wanted=facts.click_interpreter)
    return _check("interpreter", "ok", wanted=book.interpreter)


def _language(facts: Facts) -> Check:
    book = facts.book.settings.get("lang", "") if facts.book else ""
    params = {"system": facts.system_language or "—", "kam": facts.kam_lang or "—", "book": book or "—"}
    known = facts.kam_lang == "" or facts.kam_lang.casefold()[:2] in LANGUAGES
    return _check("language", "ok" if known else "warn", **params)
