"""The draft of a mail reads back as it was meant, in any language, and names neither sender nor computer."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.exchange.draft import Draft, checked, eml
from kam_xl.exchange.errors import BadAddress

NAME = "КАМ Анна Петрова-Водкина и очень длинное имя книги с ключевыми клиентами 2026-11-26 (2).xlsx"
DRAFT = Draft(
    ("Орлов <orlov@example.com>", "b@example.com"),
    "Книга на проверку: Анна",
    "Здравствуйте!\n\nСтрока\n",
    NAME,
    b"PK\x03",
)


def read(draft: Draft) -> EmailMessage:
    mail = message_from_bytes(eml(draft), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_a_draft_reads_back_as_it_was_meant() -> None:
    mail = read(DRAFT)
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == DRAFT.subject
    assert [one.addr_spec for one in mail["To"].addresses] == ["orlov@example.com", "b@example.com"]
    assert mail["To"].addresses[0].display_name == "Орлов"
    body, (attached,) = mail.get_body(), mail.iter_attachments()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == DRAFT.text
    assert attached.get_filename() == NAME
    assert attached.get_content_type() == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert attached.get_content() == b"PK\x03"


def test_the_name_of_the_file_is_encoded_as_rfc_2231_says() -> None:
    head = eml(DRAFT)
    assert b"filename*0*=utf-8''" in head or b"filename*=utf-8''" in head
    assert head.isascii()
    assert b"\r\n" in head
    assert b"\n" not in head.replace(b"\r\n", b"")


def test_a_draft_names_no_sender_and_no_day_unless_given() -> None:
    mail = read(DRAFT)
    assert not {"From", "Date", "Message-ID", "X-Mailer"} & set(mail.keys())
    assert read(Draft((), "s", "t", "n.xlsx", b"", "anna@example.com"))["From"] == "anna@example.com"
    assert read(Draft((), "s", "t", "n.xlsx", b""))["To"] is None


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=150).map(str.strip))
def test_any_subject_and_name_come_back(words: str) -> None:
    mail = read(Draft((), words, "t", f"{words}.xlsx", b"x"))
    assert "".join(str(mail["Subject"]).split()) == "".join(words.split())
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == f"{words}.xlsx"


@pytest.mark.parametrize("subject", ["a\r\nBcc: x@y.z", "a\nTo: x@y.z"])
def test_a_line_break_in_a_name_adds_no_header(subject: str) -> None:
    mail = read(Draft((), subject, "t", "n.xlsx", b""))
    assert set(mail.keys()) == {"X-Unsent", "Subject", "MIME-Version", "Content-Type"}


@pytest.mark.parametrize("address", ["", "orlov", "a@", "@b.c", "a b@c.d", "a@b.c\r\nBcc: x@y.z", "a@b.c, ", "имя@b.c"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(BadAddress):
        checked((address,))
    with pytest.raises(BadAddress):
        eml(Draft((address,), "s", "t", "n.xlsx", b""))
