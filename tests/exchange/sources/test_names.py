"""Names are decoded as people wrote them, and can do no harm where they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.exchange.sources.names import file_name, guessed, harmless, is_leftover, way

OEM = ("cp866", "cp1251", "cp437")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("КАМ Анна Белова.xlsx", "cp866"),
        ("отчёт за июль 2026.xlsx", "cp866"),
        ("ОТЧЁТ.XLSX", "cp866"),
        ("Отчёт.xlsx", "cp1251"),
        ("Müller Größe.xlsx", "cp437"),
        ("Ёлка и Ко.xlsx", "utf-8"),
        ("plain.xlsx", "ascii"),
    ],
)
def test_a_name_in_an_unknown_encoding_is_read_as_it_was_written(text: str, encoding: str) -> None:
    assert guessed(text.encode(encoding), OEM) == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8"])
def test_a_subject_in_plain_bytes_is_read_as_it_was_written(encoding: str) -> None:
    assert guessed("Проверка плана по Арматуре".encode(encoding), ("cp1251", "koi8-r")) == "Проверка плана по Арматуре"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("../../etc/KAM.xlsx", "etc/KAM.xlsx"),
        ("/etc/KAM.xlsx", "etc/KAM.xlsx"),
        ("C:\\Users\\anna\\KAM.xlsx", "Users/anna/KAM.xlsx"),
        ("\\\\server\\share\\KAM.xlsx", "server/share/KAM.xlsx"),
        ("C:KAM.xlsx", "KAM.xlsx"),
        ("a/./b/../KAM.xlsx", "a/b/KAM.xlsx"),
        ("aux.xlsx", "aux.xlsx"),
        ("CON", "CON"),
        ("", "_"),
        ("..", "_"),
        ("x\x00\x07\r\ny.xlsx", "x y.xlsx"),
        ("KAM\u202exslx.exe", "KAMxslx.exe"),
    ],
)
def test_a_way_leads_nowhere(text: str, shown: str) -> None:
    assert way(text) == shown
    assert file_name(text) == shown.rpartition("/")[2]


def test_a_long_name_keeps_its_extension() -> None:
    shown = harmless("я" * 5000 + ".xlsx")
    assert len(shown) == 120
    assert shown.endswith("яяяяя.xlsx")


def test_no_name_forges_a_link_of_a_chain() -> None:
    assert harmless("boss.eml › KAM.xlsx") == "boss.eml > KAM.xlsx"


@given(st.text(max_size=300))
def test_whatever_a_name_holds_it_is_one_harmless_line(text: str) -> None:
    shown = file_name(text)
    assert shown.isprintable() and shown.strip() and not set(shown) & set("/\\›")
    assert len(shown) <= 120
    assert ".." not in way(text).split("/")


@pytest.mark.parametrize(
    "name",
    ["~$KAM.xlsx", ".~lock.KAM.xlsx#", "KAM.xlsx.bak", ".kam-0a1b2c3d.tmp", ".DS_Store", "Thumbs.db", "desktop.ini",
     "._KAM.xlsx", "__MACOSX/._KAM.xlsx", "__MACOSX/KAM.xlsx", "a/~$KAM.xlsm"],
)  # fmt: skip
def test_what_programs_leave_is_no_file_of_a_person(name: str) -> None:
    assert is_leftover(name)


@pytest.mark.parametrize("name", ["KAM.xlsx", "KAM.bak", "notes.tmp", ".hidden.xlsx", "~KAM.xlsx", "thumbs.db.xlsx"])
def test_a_persons_file_is_none_of_them(name: str) -> None:
    assert not is_leftover(name)
