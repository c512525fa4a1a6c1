"""The example team's mail holds what really comes by mail: copies that were sent, without what stays at home."""

from __future__ import annotations

import mailbox
from contextlib import closing
from email.message import Message
from pathlib import Path

from kam_xl.demo import DEMO_AS_OF, demo_portfolios
from kam_xl.excel.reading import read_data
from kam_xl.exchange.books import save_new
from kam_xl.exchange.example_mail import example_mail
from kam_xl.i18n import say
from kam_xl.policy.file import default
from kam_xl.sheets.parse import parse


def test_the_older_version_in_the_mailbox_is_a_copy_too_and_leaves_nothing_behind(tmp_path: Path) -> None:
    books = []
    for one in demo_portfolios("en"):
        books.append(tmp_path / f"KAM {one.setup.manager}.xlsx")
        save_new(books[-1], one, default(), DEMO_AS_OF)
    mail = example_mail(tmp_path, books, "en")
    (older,) = (data for name, data in attached(mail.inbox / "marina.mbox") if name == "KAM 2026-06.xlsx")
    copy = parse(read_data(older, "")).portfolio
    assert copy.sent is not None and copy.sent.by == copy.setup.manager
    assert copy.accounts and not any(one.notes or one.lower_pay for one in copy.accounts)
    assert copy.tasks.members and not any(one.personal_interest for one in copy.tasks.members)
    assert all(one.date and one.date < DEMO_AS_OF for one in copy.tasks.reviews)
    made = {path.name for path in tmp_path.iterdir()}
    kept = {name for book in books for name in (book.name, f"{book.stem}.sent")}
    assert made == kept | {say("en", "demo.inbox"), say("en", "demo.returned")}
    snapshots = list((tmp_path / f"{books[0].stem}.sent").glob("snapshot-*"))
    assert len(snapshots) == 1


def attached(box: Path) -> list[tuple[str, bytes]]:
    """Return the attachments of a mailbox by name."""
    with closing(mailbox.mbox(box)) as letters:
        parts = [part for one in letters for part in one.walk() if part.get_filename()]
    return [(str(part.get_filename()), decoded(part)) for part in parts]


def decoded(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return data
