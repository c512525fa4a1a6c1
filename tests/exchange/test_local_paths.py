"""What counts as a way into a computer, and what is only a stroke between two words."""

from __future__ import annotations

import pytest

from kam_xl.exchange.local_paths import holds_path, leads_outside

PATHS = (
    r"C:\Users\anna\plan.xlsx",
    "see D:/exports/sales.csv, sheet 2",
    "С:\\Отчёты\\план.docx",
    r"смета лежит в \\server\share\смета.xlsx",
    "//server/share/x",
    "file:///srv/contract.pdf",
    "FILE:contract.pdf",
    r"%USERPROFILE%\Desktop",
    "~/notes.txt",
    "/home/anna/x",
    "(/Users/anna/x)",
    "/Volumes/Work/x",
    r"\Users\anna\x",
)
PLAIN = (
    "",
    "and/or, и/или, 24/7, 50/50",
    "Price 3:1; Срок: 5 дней; ratio a:b",
    "https://crm.example.com/home/7",
    "http://example.com/Users/list?x=1",
    "see the file: contract of May",
    "Профиль: металл",
    "about ~100/day",
    "DN50//DN100",
    "100 %/год",
    "A: yes, B: no",
    "профile:x",
)


@pytest.mark.parametrize("text", PATHS)
def test_a_path_is_seen_wherever_it_stands_in_a_text(text: str) -> None:
    assert holds_path(text)
    assert holds_path(f"Agreed on 5 May ({text}).")
    assert not leads_outside(text)


@pytest.mark.parametrize("text", PLAIN)
def test_other_texts_are_sent(text: str) -> None:
    assert not holds_path(text)


@pytest.mark.parametrize("link", ["https://crm.example.com/7", " HTTP://x.org/a", "mailto:orlov@example.com"])
def test_links_to_the_web_and_to_mailboxes_are_sent(link: str) -> None:
    assert leads_outside(link)


@pytest.mark.parametrize(
    "link",
    ["..\\Договоры\\1.pdf", "Key accounts/Armatura", "ftp://server/x", "https://", "javascript:x", "#Sheet!A1", "1.pdf",
     "https://x.org/?p=C:\\Users\\anna"],
)  # fmt: skip
def test_all_other_links_stay(link: str) -> None:
    assert not leads_outside(link)
