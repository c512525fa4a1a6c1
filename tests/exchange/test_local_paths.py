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
    "smb://fileserver/kam/anna/plan.docx",
    "afp://server/x",
    "NFS://server/x",
    "ftp://anna:pw@srv/x",
    "sftp://srv/x",
    "onenote:///x",
    "https://anna:secret@crm.example.com/7",
    "anna@srv:/data/x",
    r"..\..\Anna\Private\deal.docx",
    "../Anna/deal.docx",
    r"Docs\..\Anna",
    "/data/anna",
    "/run/media/anna/x",
    "/cygdrive/c/Users",
    "/Данные/Анна",
    r"\data\anna",
    "$HOME/x",
    r"${HOME}\x",
    r"$env:APPDATA\x",
    r"%ProgramFiles(x86)%\x",
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
    "км/ч, т/год, и\\или, руб./т, с/х, п/п, б/у",
    "1/2/3, 26/11/2026, 26/11/2026/2, DN50/65/80, 10 / 20 / 30",
    "Orlov /director/ agreed; /и/",
    "100 %/год/т, $5/t/year, $US/t, $mln/year, $million/year",
    "agreed, and so on.../later",
    "item 2../3",
    "mail:anna@example.com, Anna:orlov@example.com",
    "write to anna@example.com: /see above/",
    "https://example.sharepoint.com/:x:/r/sites/kam/plan.xlsx?d=w1&e=x",
    "https://crm.example.com/#/deals/7/card?next=/deals/8/card",
    "https://example.com:8080/@anna/list",
    "«http://example.com/a/b/c»",
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
