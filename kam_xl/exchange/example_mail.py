"""The example team's mail: books sent for review, one that came back with the head's changes, a colleague's claim.

It shows what collecting and merging are for, with files of the kinds that really come: mails, a mailbox, an archive in
a mail, a picture among the attachments, an older version of a book, a page that calls itself a workbook.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import mailbox
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from email import policy as mail_policy
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kam_xl.commands.task import Outcome, Task
from kam_xl.demo import DEMO_AS_OF
from kam_xl.excel.replace import backup_path, replace_file
from kam_xl.exchange.books import make_folder, new_portfolio, open_book, save_as, save_changed, save_new
from kam_xl.exchange.send import send_book
from kam_xl.i18n import Lang, message, say
from kam_xl.model import Account, Portfolio, Setup, record_id
from kam_xl.model_tasks import Review
from kam_xl.policy.file import default
from kam_xl.sheets.carried import NOTHING
from kam_xl.values import value

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LOGO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_SIGNED, _DISPUTED = "GeoTeploMontazh", "Kama District Heating"
"""Clients of the first manager (English names): whose plan the head signs, and about whom both change the same."""
_CLAIMED = ("Krasnorudsk Heat Networks", "Severny Truboprovodny Dvor")
"""Clients of the second manager whom a colleague claims too."""


@value
class Mail:
    """What lies beside the books: the inbox of the head, and the copy that he returned to the first manager."""

    inbox: Path
    returned: Path


def example_mail(out: Path, books: Sequence[Path], lang: Lang) -> Mail:
    """Send the books of the example team, and fill the head's inbox; the books get the line in their log.

    Args:
        out: the folder of the example; `inbox` and `returned` are made in it.
        books: the books of the team, in the order of `DEMO_MANAGERS`.
        lang: of the books and of what is written.

    Raises:
        NoPermission, DiskFull: a file cannot be written.
    """
    inbox, returned = out / say(lang, "demo.inbox"), out / say(lang, "demo.returned")
    make_folder(inbox)
    make_folder(returned)
    of_old = _older(books[0])
    first, second, third = (_sent(book, out) for book in books)
    day = dt.datetime.combine(DEMO_AS_OF, dt.time(9, 30), dt.UTC)
    older = _letter(first, day - dt.timedelta(days=100), {"KAM 2026-06.xlsx": of_old})
    _write_mbox(inbox / "marina.mbox", [older, _letter(first, day, {first.name: first.read_bytes()})])
    packed = {"KAM.zip": _zipped(second), "logo.png": _LOGO}
    replace_file(inbox / f"{second.stem}.eml", _letter(second, day, packed).as_bytes())
    replace_file(inbox / f"{third.stem}.eml", _letter(third, day, {third.name: third.read_bytes()}).as_bytes())
    save_new(inbox / _colleague_file(lang), _colleague(books[1], lang), default(), DEMO_AS_OF, force=True)
    # What a web page gives as a workbook often is none.
    replace_file(inbox / "CRM export.xlsx", b"<html><body><table><tr><td>1</td></tr></table></body></html>")
    back = returned / first.name
    _head_reviews(first, back, lang)
    _manager_goes_on(books[0], lang)
    for path in (*books, *out.rglob("*.xlsx"), *out.rglob("*.eml"), *out.rglob("*.mbox")):
        backup_path(path).unlink(missing_ok=True)
    return Mail(inbox, back)


def _sent(book: Path, out: Path) -> Path:
    """Send one book, and return the copy."""
    parsed = open_book(book)
    who = parsed.portfolio.setup.manager
    folder = out / f"{book.stem}.sent"
    args: Mapping[str, Any] = {
        "book": str(book.absolute()), "to": (), "today": DEMO_AS_OF.isoformat(), "folder": str(folder.absolute()),
        "eml": str((folder / f"{book.stem} {DEMO_AS_OF}.eml").absolute()),
    }  # fmt: skip
    for old in folder.glob("*") if folder.is_dir() else ():
        old.unlink()
    make_folder(folder)
    outcome = send_book(book, Task(parsed, DEMO_AS_OF, parsed.portfolio.lang, who, args))
    return Path(outcome.data["file"])


def _older(book: Path) -> bytes:
    """Return the copy of the book as it might have been sent a quarter before: without what was signed since."""
    parsed = open_book(book)
    day = DEMO_AS_OF - dt.timedelta(days=100)
    kept = tuple(one for one in parsed.portfolio.tasks.reviews if one.date and one.date <= day)
    setup = replace(parsed.portfolio.setup, as_of_fixed=day)
    tasks = replace(parsed.portfolio.tasks, reviews=kept)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{book.stem}.xlsx"
        save_as(path, parsed, replace(parsed.portfolio, setup=setup, tasks=tasks), day, NOTHING)
        return _sent(path, Path(folder)).read_bytes()


def _letter(copy: Path, when: dt.datetime, files: Mapping[str, bytes]) -> EmailMessage:
    """Return the mail with which a copy came."""
    mail = EmailMessage(mail_policy.SMTP)
    mail["From"] = f"{record_id('m', copy.stem)}@example.com"
    mail["To"] = "head@example.com"
    mail["Date"] = when
    mail["Subject"] = copy.stem
    mail.set_content(copy.stem)
    for name, data in files.items():
        main, sub = ("image", "png") if name.endswith(".png") else ("application", "octet-stream")
        main, sub = tuple(_XLSX.split("/")) if name.endswith(".xlsx") else (main, sub)
        mail.add_attachment(data, main, sub, filename=name)
    return mail


def _write_mbox(path: Path, letters: Iterable[EmailMessage]) -> None:
    path.unlink(missing_ok=True)
    box = mailbox.mbox(path)
    for one in letters:
        box.add(mailbox.mboxMessage(one))
    box.close()


def _zipped(copy: Path) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writer:
        writer.writestr(copy.name, copy.read_bytes())
    return archive.getvalue()


def _colleague_file(lang: Lang) -> str:
    return f"KAM {say(lang, 'demo.colleague')}.xlsx"


def _colleague(book: Path, lang: Lang) -> Portfolio:
    """Return the small book of a colleague who claims two clients of another manager, with less influence there."""
    parsed = open_book(book)
    setup = parsed.portfolio.setup
    theirs = [replace(one, id="", margin=(one.margin or 0) / 3) for one in _named(parsed.portfolio, _CLAIMED)]
    return replace(
        new_portfolio(
            lang,
            Setup(
                manager=say(lang, "demo.colleague"), head=setup.head, currency=setup.currency, margin_plan=20,
                hours=80, as_of_fixed=DEMO_AS_OF,
            ),
            record_id("b", "demo", "colleague"),
        ),
        accounts=tuple(theirs),
    )  # fmt: skip


def _named(portfolio: Portfolio, names: Sequence[str]) -> list[Account]:
    """Return the accounts of these English names, whatever language the book is in."""
    from kam_xl.demo import demo_portfolios

    ids = {one.id for book in demo_portfolios("en") for one in book.accounts if one.account in names}
    return [one for one in portfolio.accounts if one.id in ids]


def _head_reviews(copy: Path, back: Path, lang: Lang) -> None:
    """Write the copy as the head returns it: a plan signed, one of its actions moved, a judgement changed."""
    parsed = open_book(copy)
    portfolio = parsed.portfolio
    (signed,), (disputed,) = _named(portfolio, (_SIGNED,)), _named(portfolio, (_DISPUTED,))
    tasks = portfolio.tasks
    moved = next(one for one in tasks.actions if one.account == signed.account and one.due)
    later = replace(moved, due=moved.due + dt.timedelta(days=30) if moved.due else None)
    review = Review(
        "", signed.account, DEMO_AS_OF, say(lang, "demo.head_decides"), head=portfolio.setup.head,
        next_review=DEMO_AS_OF + dt.timedelta(days=90),
    )  # fmt: skip
    reviewed = replace(
        portfolio,
        accounts=tuple(replace(one, loss_probability=0.2) if one is disputed else one for one in portfolio.accounts),
        tasks=replace(
            tasks,
            actions=tuple(later if one is moved else one for one in tasks.actions),
            reviews=(*tasks.reviews, review),
        ),
    )
    save_as(back, parsed, reviewed, DEMO_AS_OF, NOTHING)


def _manager_goes_on(book: Path, lang: Lang) -> None:
    """Change in the manager's own book what the head changes too, and otherwise."""
    parsed = open_book(book)
    (disputed,) = _named(parsed.portfolio, (_DISPUTED,))
    accounts = [replace(one, loss_probability=0.4) if one is disputed else one for one in parsed.portfolio.accounts]
    changed = Outcome(message("demo.inbox"), portfolio=replace(parsed.portfolio, accounts=tuple(accounts)))
    save_changed(book, parsed, changed, DEMO_AS_OF)
