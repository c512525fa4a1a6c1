"""What lies in a head's folder when a team has sent its books: mails of all kinds, and files of all kinds in them."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from kam_xl.build.vba.compound_file import compound_file
from kam_xl.build.workbook import build
from kam_xl.demo import DEMO_AS_OF
from kam_xl.exchange.books import open_book
from kam_xl.i18n import Lang
from kam_xl.model import Portfolio
from kam_xl.policy import Policy
from kam_xl.rules import assess
from tests.exchange.end_to_end.command_line import data
from tests.exchange.end_to_end.review import LEBEDEVS, Review, name_of
from tests.exchange.end_to_end.team import HEAD, SentBook
from tests.factories import a_policy, a_portfolio, default_policy, on_record
from tests.support.mails import mail, mbox, rezipped, zipped
from tests.support.msg_files import msg
from tests.support.versions import Typing

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
MINUTE = dt.timedelta(minutes=1)
DAYS_BEFORE = 60
"""How long ago the older version of a book was mailed."""
TYPED_OVER = "deep/typed over.xlsx"
MANY = 9
"""Key accounts in each of two books of one manager, whose limit is below twice as many."""


@dataclass(frozen=True)
class Came:
    """One file of the folder: the last links of its chain, its bytes, and what a collection must make of it."""

    source: str
    data: bytes
    kind: str
    code: str | None = None

    @property
    def sha256(self) -> str:
        """Return the print of the file."""
        return hashlib.sha256(self.data).hexdigest()


def fill(inbox: Path, team: Mapping[str, SentBook], review: Review, lang: Lang) -> tuple[Came, ...]:
    """Fill the head's folder, and return every file that is in it, however deep."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    long_ago = now - dt.timedelta(days=DAYS_BEFORE)
    final = Path(data(lang, "send", review.chosen, "--to", HEAD)["file"]).read_bytes()
    first, viktor, elena = (team[key].copy.read_bytes() for key in ("sokolova", "lebedev", "vogel"))
    again = rezipped(elena)
    currency = review.base.setup.currency
    inbox.mkdir()
    files = {
        "marina.eml": with_picture(mail("Final", attachments={"КАМ Марина Соколова.xlsx": final}, date=now)),
        "viktor.msg": msg("Книга", attachments={"КАМ Виктор Лебедев.xlsx": viktor}, date=now),
        "box.mbox": mbox([
            mail("First", attachments={"KAM.xlsx": first}, date=long_ago),
            mail("Elena", attachments={"KAM Елена.xlsx": elena}, date=now - MINUTE),
        ]),
        "zip.eml": mail("Packed", attachments={"all.zip": zipped({"книги/Виктор.xlsx": viktor})}, date=now),
        "forwarded.eml": mail(
            "Fwd", date=now, forwarded=[mail("Again", attachments={"KAM.xlsx": again}, date=now)]
        ),
        "secret.xlsx": compound_file({"EncryptionInfo": bytes(64), "EncryptedPackage": bytes(600)}),
        "page.xlsx": b"<html><body><table><tr><td>KAM</td></tr></table></body></html>",
        "other rules.xlsx": other_rules(lang, currency),
        TYPED_OVER: book(small("Olga", lang, currency, "Olga's own")),
        "deep/two 1.xlsx": many(lang, currency, 1),
        "deep/two 2.xlsx": many(lang, currency, 2),
        "claims.xlsx": rival(team["lebedev"], lang, currency),
        "macros.xlsm": book(small("Boris", lang, currency, "Boris's own"), macros=True),
    }  # fmt: skip
    for name, content in files.items():
        (inbox / name).parent.mkdir(exist_ok=True)
        (inbox / name).write_bytes(content)
    type_over_a_formula(inbox / TYPED_OVER, lang)
    files[TYPED_OVER] = (inbox / TYPED_OVER).read_bytes()
    day, minute_ago = (f"({one:%Y-%m-%d})" for one in (now, now - MINUTE))
    plain = [Came(name, files[name], "current") for name in files if name.endswith((".xlsx", ".xlsm"))]
    refused = {"secret.xlsx": "encrypted_workbook", "page.xlsx": "not_a_workbook"}
    return (
        Came(f"marina.eml › Final {day} › КАМ Марина Соколова.xlsx", final, "current"),
        Came(f"marina.eml › Final {day} › logo.png", b"", "aside", "aside"),
        Came(f"viktor.msg › Книга {day} › КАМ Виктор Лебедев.xlsx", viktor, "current"),
        Came(f"box.mbox › First ({long_ago:%Y-%m-%d}) › KAM.xlsx", first, "older"),
        Came(f"box.mbox › Elena {minute_ago} › KAM Елена.xlsx", elena, "current"),
        Came(f"zip.eml › Packed {day} › all.zip › книги/Виктор.xlsx", viktor, "identical"),
        Came(f"forwarded.eml › Fwd {day} › Again {day} › KAM.xlsx", again, "resent"),
        *(replace(one, kind="refused", code=refused[one.source]) if one.source in refused else one for one in plain),
    )


def with_picture(letter: bytes) -> bytes:
    """Return a mail with a picture that its text shows."""
    made = message_from_bytes(letter, policy=policy.SMTP)
    made.add_attachment(PICTURE, "image", "png", filename="logo.png", disposition="inline", cid="<logo@firm.example>")
    found: bytes = made.as_bytes()
    return found


def book(portfolio: Portfolio, rules: Policy | None = None, *, macros: bool = False) -> bytes:
    """Return the workbook of a portfolio."""
    return build(assess(portfolio, rules or default_policy(), DEMO_AS_OF), (), macros=macros)


def small(manager: str, lang: Lang, currency: str, *clients: str, **fields: Any) -> Portfolio:
    """Return the book of a manager with these clients, all key on record."""
    accounts = [on_record(name, id=f"a{i:010}", evidence_date=DEMO_AS_OF, **fields) for i, name in enumerate(clients)]
    made = a_portfolio(*accounts, manager=manager, currency=currency, as_of_fixed=DEMO_AS_OF)
    return replace(made, lang=lang, book_id=f"b {manager} {clients[0]}".replace(" ", "-").lower())


def other_rules(lang: Lang, currency: str) -> bytes:
    """Return a book that was built by another policy than the company's."""
    return book(small("Anna", lang, currency, "Anna's own"), a_policy(scoring={"entry_points": 40}))


def many(lang: Lang, currency: str, number: int) -> bytes:
    """Return one of two books of one manager, who has too many key accounts in both together."""
    return book(small("Igor", lang, currency, *(f"Igor's {number}.{i}" for i in range(MANY))))


def rival(lebedev: SentBook, lang: Lang, currency: str) -> bytes:
    """Return the book of a manager who claims a client of another one, with more influence there."""
    client = name_of(open_book(lebedev.then).portfolio, LEBEDEVS)
    return book(small("Kira", lang, currency, client, levers=(3,) * 6))


def type_over_a_formula(path: Path, lang: Lang) -> None:
    """Type a number over a formula of a book, as a person does who does not see that there is one."""
    with Typing(path, lang) as olga:
        sheet, _, top, _, _ = olga.place("tblAccounts")
        sheet.cell(top + 1, olga.column("tblAccounts", "points")).value = 99
