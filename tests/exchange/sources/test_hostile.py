"""Whatever is made to harm ends in bounded time and memory, in items that name it, never in a failure."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kam_xl.build.vba.compound_file import compound_file
from kam_xl.exchange.sources import Limits, items
from tests.exchange.sources.seen import BOOK, TAKEN, seen, seen_as
from tests.support.mails import mail, mbox, raw_mail, zipped
from tests.support.msg_files import msg

HEADERS = "Subject: Plan\r\nFrom: a@b.example"
MIB = 2**20
BOUNDED = 20.0
"""Seconds that any of these may take on a busy machine; most take a hundredth."""


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    start = time.monotonic()
    yield
    assert time.monotonic() - start < BOUNDED


def with_directory(data: bytes, number: int, **fields: int) -> bytes:
    """Return an archive whose directory says other numbers of one member: flags, method, size, packed, system, mode."""
    places = {"system": (5, "B"), "flags": (8, "<H"), "method": (10, "<H"), "packed": (20, "<I"), "size": (24, "<I"),
              "mode": (40, "<H"), "offset": (42, "<I")}  # fmt: skip
    changed, at = bytearray(data), -1
    for _ in range(number + 1):
        at = data.index(b"PK\x01\x02", at + 1)
    for name, value in fields.items():
        place, kind = places[name]
        struct.pack_into(kind, changed, at + place, value)
    return bytes(changed)


TWO = zipped({"bad.xlsx": BOOK, "KAM.xlsx": BOOK})


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"flags": 0x1}, "archive_encrypted"),
        ({"flags": 0x41}, "archive_encrypted"),
        ({"method": 14}, "archive_method"),
        ({"method": 12}, "archive_method"),
        ({"method": 99}, "archive_method"),
        ({"system": 3, "mode": 0, "offset": 0}, TAKEN),
        ({"size": 100 * MIB}, "bomb"),
        ({"size": 100 * MIB, "packed": 100 * MIB}, "bomb"),
        ({"size": 10 * MIB}, "member_damaged"),
        ({"size": 3}, "member_damaged"),
        ({"packed": 3}, "member_damaged"),
        ({"packed": 2**32 - 2}, TAKEN),
        ({"offset": 7}, "member_damaged"),
        ({"offset": 2**31}, "member_damaged"),
    ],
)
def test_a_member_that_lies_is_told_and_the_next_one_comes(fields: dict[str, int], why: str, tmp_path: Path) -> None:
    assert seen_as(with_directory(TWO, 0, **fields), "a.zip", tmp_path) == {"bad.xlsx": why, "KAM.xlsx": TAKEN}


def test_a_link_in_an_archive_is_no_file(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("KAM.xlsx")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert seen_as(out.getvalue(), "a.zip", tmp_path) == {"KAM.xlsx": "archive_link"}


def test_names_that_lead_elsewhere_or_are_devices_are_shown_and_nothing_is_written(tmp_path: Path) -> None:
    inbox = tmp_path / "in" / "box"
    inbox.mkdir(parents=True)
    names = ["../../evil.xlsx", "/etc/cron.d/evil.xlsx", "C:\\Windows\\evil.xlsx", "CON", "nul.xlsx", "aux.xlsx/b.xlsx",
             "a\x01\u202e.xlsx", "…/" * 3000 + "deep.xlsx"]  # fmt: skip
    (inbox / "a.zip").write_bytes(zipped(dict.fromkeys(names, BOOK)))
    (inbox / "b.eml").write_bytes(mail(attachments={"..\\..\\evil.xlsx": BOOK, "/etc/x.xlsx": BOOK}))
    before = sorted(tmp_path.rglob("*"))
    found = seen(inbox)
    assert len(found) == len(names) + 2
    assert set(found.values()) == {TAKEN}
    assert not any(".." in chain.split("/") or "C:" in chain for chain in found)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    data = zipped({"bomb.xlsx": bytes(200 * MIB), "KAM.xlsx": BOOK})
    assert seen_as(data, "a.zip", tmp_path) == {"bomb.xlsx": "bomb", "KAM.xlsx": TAKEN}


def test_many_small_bombs_are_stopped_together(tmp_path: Path) -> None:
    limits = Limits(unpacked_bytes=40 * MIB)
    inner = zipped({f"{i}.xlsx": bytes(5 * MIB) for i in range(10)})
    data = zipped({f"{i}.zip": inner for i in range(50)})
    found = Counter(seen_as(data, "a.zip", tmp_path, limits).values())
    assert found[TAKEN] <= 8
    assert found["unpacks_too_far"] >= 50
    assert set(found) == {TAKEN, "unpacks_too_far"}


def test_members_that_share_their_bytes_are_counted_each(tmp_path: Path) -> None:
    """One body, told a thousand times by the directory: small, and without end where only the file's size counts."""
    data = zipped({f"{i:04}.xlsx": bytes(MIB) if i == 0 else b"" for i in range(1000)})
    first = data.index(b"PK\x01\x02")
    body = data[first + 16 : first + 28]
    changed = bytearray(data)
    at = first
    while at >= 0:
        changed[at + 10 : at + 12] = data[first + 10 : first + 12]
        changed[at + 16 : at + 28] = body
        changed[at + 42 : at + 46] = bytes(4)
        at = data.find(b"PK\x01\x02", at + 1)
    found = Counter(seen_as(bytes(changed), "a.zip", tmp_path, Limits(unpacked_bytes=20 * MIB)).values())
    assert found[TAKEN] <= 20
    assert sum(found.values()) == 1000


def test_archives_within_archives_end_somewhere(tmp_path: Path) -> None:
    data = zipped({"KAM.xlsx": BOOK})
    for _ in range(40):
        data = zipped({"in.zip": data, "KAM.xlsx": BOOK})
    found = seen_as(data, "a.zip", tmp_path, Limits(depth=6))
    assert Counter(found.values()) == {TAKEN: 6, "too_deep": 1}


def test_archives_that_branch_end_somewhere(tmp_path: Path) -> None:
    """Ten archives in each of ten in each of ten…: a million, if each were opened."""
    data = zipped({"KAM.xlsx": BOOK})
    for _ in range(6):
        data = zipped({f"{i}.zip": data for i in range(10)})
    found = seen_as(data, "a.zip", tmp_path, Limits(items=500))
    assert len(found) == 501
    assert found[""] == "too_many_items"


def test_a_directory_without_end_is_not_read(tmp_path: Path) -> None:
    entry = zipped({"x": b""})
    start, end = entry.index(b"PK\x01\x02"), entry.index(b"PK\x05\x06")
    directory = entry[start:end] * (5 * MIB // (end - start))
    data = entry[:start] + directory + b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 9, 9, len(directory), start, 0)
    assert seen_as(data, "a.zip", tmp_path) == {"": "archive_damaged"}


@pytest.mark.parametrize("share", [0.02, 0.5, 0.99])
def test_an_archive_cut_off_is_told(share: float, tmp_path: Path) -> None:
    data = zipped({f"{i}.xlsx": random.Random(i).randbytes(2000) for i in range(5)})
    assert seen_as(data[: int(len(data) * share)], "a.zip", tmp_path) == {"": "archive_damaged"}
    assert seen_as(b"PK\x03\x04" + bytes(100), "a", tmp_path) == {"": "archive_damaged"}
    assert seen_as(b"", "a.zip", tmp_path) == {"": "archive_damaged"}


def test_a_mail_of_ten_thousand_parts_is_told_to_its_end(tmp_path: Path) -> None:
    parts = [f"Content-Disposition: attachment; filename={i}.xlsx\r\n\r\nx".encode() for i in range(10_000)]
    found = seen_as(raw_mail(HEADERS, *parts), "a.eml", tmp_path)
    assert len(found) == 2001
    assert found["Plan"] == "too_many"


def test_mails_five_hundred_deep_end_somewhere(tmp_path: Path) -> None:
    data = mail("Deepest", attachments={"KAM.xlsx": BOOK}, date=None)
    for _ in range(500):
        data = b"Subject: Fwd\r\nContent-Type: message/rfc822\r\n\r\n" + data
    found = Counter(seen_as(data, "a.eml", tmp_path).values())
    assert found == {"too_deep": 1}


@pytest.mark.parametrize("depth", [30, 500, 5000])
def test_parts_within_parts_without_end(depth: int, tmp_path: Path) -> None:
    start = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n" for i in range(depth))
    last = b"Content-Disposition: attachment; filename=KAM.xlsx\r\n\r\nx\r\n" + b"text\r\n" * 1000
    found = seen_as(f"Subject: Plan\r\n{start}".encode() + last, "a.eml", tmp_path)
    assert list(found.values()) in ([TAKEN], ["mail_damaged"])
    assert found == {"Plan › KAM.xlsx": TAKEN} or depth > 30


def test_many_lines_in_many_parts_within_parts_are_not_compared_with_all_borders(tmp_path: Path) -> None:
    start = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n" for i in range(400))
    data = f"Subject: Plan\r\n{start}\r\n".encode() + b".\n" * (10 * MIB)
    assert seen_as(data, "a.eml", tmp_path) == {"": "too_much_work"}


def within_borders(depth: int, lines: int) -> bytes:
    """Return a small mail of lines, each of which is compared with the border of every part that it lies in."""
    start = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n" for i in range(depth))
    return f"{HEADERS}\r\n{start}\r\n".encode() + b".\n" * lines


def test_a_small_archive_of_mails_that_take_long_is_given_up_early(tmp_path: Path) -> None:
    """Each of these would take seconds, so that an archive of less than a megabyte would take an hour."""
    data = zipped({f"{i}.eml": within_borders(280, 60_000) for i in range(500)})
    assert len(data) < MIB
    assert set(seen_as(data, "a.zip", tmp_path).values()) == {"too_much_work"}


@pytest.mark.parametrize(
    "mail_",
    [
        within_borders(30, 1000),
        f"{HEADERS}\r\n\r\n".encode() + b".\n" * 30_000,
        f"{HEADERS}\r\n\r\n".encode() + b".\r" * 30_000,
        f"{HEADERS}\r\n".encode() + b"a:b\n" * 3000,
        f"{HEADERS}\r\n".encode() + b":\n" * 3000,
        raw_mail(HEADERS, *[b"\r\n"] * 400),
        raw_mail(HEADERS, *[b"Content-Type: x/y" + b";" * 500 + b"\r\n\r\n"] * 8),
    ],
    ids=["borders", "lines", "lines of old Macs", "headers", "defects", "parts", "parameters"],
)
def test_what_takes_long_in_mails_is_counted_over_all_that_came_in_one_file(mail_: bytes, tmp_path: Path) -> None:
    data = zipped({f"{i:02}.eml": mail_ for i in range(20)})
    assert set(seen_as(data, "a.zip", tmp_path).values()) & {"too_much_work"} == set()
    found = list(seen_as(data, "a.zip", tmp_path, Limits(work=300_000)).values())
    assert found.index("too_much_work") > 2
    assert set(found[found.index("too_much_work") :]) == {"too_much_work"}


def test_books_in_mails_take_less_than_is_allowed_to_a_file_of_their_size(tmp_path: Path) -> None:
    letters = [mail(f"{i}", attachments={"KAM.xlsx": random.Random(i).randbytes(50_000)}) for i in range(30)]
    few = Limits(work=1)
    zip_ = zipped({f"{i}.eml": one for i, one in enumerate(letters)})
    assert list(seen_as(zip_, "a.zip", tmp_path, few).values()) == [TAKEN] * 30
    assert list(seen_as(mbox(letters), "a.mbox", tmp_path, few).values()) == [TAKEN] * 30
    assert list(seen_as(mail("All", forwarded=letters), "a.eml", tmp_path, few).values()) == [TAKEN] * 30


def test_a_mailbox_of_lines_and_archives_of_names_are_given_up_early(tmp_path: Path) -> None:
    few = Limits(work=20_000)
    lines = mbox([b"Subject: x\n\n" + b"\n" * 20_000])
    assert seen_as(zipped({"a.mbox": lines, "b.mbox": lines}), "a.zip", tmp_path, few) == {
        "a.mbox": "too_much_work",
        "b.mbox": "too_much_work",
    }
    names_ = zipped({f"{i}.txt": b"" for i in range(400)})
    found = seen_as(zipped({"a.zip": names_, "b.zip": names_}), "a.zip", tmp_path, few)
    assert (found["a.zip › 1.txt"], found["b.zip"]) == ("not_a_workbook", "too_much_work")


@pytest.mark.parametrize(
    "header",
    [
        "Content-Disposition: attachment; filename=" + "a" * 10**6,
        "Content-Disposition: attachment" + ";" * 10**6,
        "Content-Disposition: attachment; " + "".join(f"filename*{i}=a;" for i in range(10**5)),
        "Content-Type: " + '"(' * 10**6,
        "Subject: " + "=?utf-8?B?" * 10**5,
        "Subject: " + "=?utf-8?Q?=D0?= " * 10**5,
        "Subject: x" + "\r\n y" * 10**5,
        "From: " + "(" * 10**6 + "<a@b.example>",
        "Date: " + "1 " * 10**6,
        ":" * 10**6,
        "Content-Type: multipart/mixed; boundary=" + "(" * 10**6,
    ],
    ids=lambda header: header[:30],
)
def test_a_header_without_end_is_cut(header: str, tmp_path: Path) -> None:
    data = f"{header}\r\nX-Last: y\r\n\r\ntext".encode()
    assert len(seen_as(data, "a.eml", tmp_path)) == 1
    inner = raw_mail(HEADERS, header.encode() + b"\r\n\r\nx", b"Content-Type: x/y; name=KAM.xlsx\r\n\r\nx")
    assert seen_as(inner, "a.eml", tmp_path)["Plan › KAM.xlsx"] == TAKEN


@pytest.mark.parametrize(
    "headers",
    [
        "Content-Transfer-Encoding: base64\r\n\r\n====%%%\x00A",
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n=ZZ=\r\n=",
        "Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 666 x\r\n\xff\xff\r\nend",
        "Content-Transfer-Encoding: \x00\r\n\r\nx",
        "Content-Type: application/octet-stream; charset=x-none; name=\"a.xlsx\"\r\n\r\n\xff",
        "Content-Type: /\r\n\r\nx",
        "no colon at all\r\n\r\nx",
        "\r\nx",
    ],
)  # fmt: skip
def test_a_spoilt_part_does_not_take_the_others_with_it(headers: str, tmp_path: Path) -> None:
    bad = b"Content-Disposition: attachment\r\n" + headers.encode("latin-1")
    good = b"Content-Type: x/y; name=KAM.xlsx\r\n\r\nx"
    assert seen_as(raw_mail(HEADERS, bad, good), "a.eml", tmp_path)["Plan › KAM.xlsx"] == TAKEN


def test_a_mailbox_of_very_many_mails_is_bounded(tmp_path: Path) -> None:
    (path := tmp_path / "a.mbox").write_bytes(mbox([b"Subject: x\n\ny\n"] * 5000))
    found = Counter(one.refused.key for one in items([path], Limits(items=1000)) if one.refused)
    assert found == {"source.no_attachment": 1000, "source.too_many_items": 1}


MESSAGE = msg("Plan", attachments={"KAM.xlsx": BOOK, "big.xlsx": bytes(9000)})


def patched(data: bytes, place: int, kind: str, *values: int) -> bytes:
    changed = bytearray(data)
    struct.pack_into(kind, changed, place, *values)
    return bytes(changed)


@pytest.mark.parametrize(
    "data",
    [
        patched(MESSAGE, 30, "<H", 31),
        patched(MESSAGE, 30, "<H", 0),
        patched(MESSAGE, 32, "<H", 30),
        patched(MESSAGE, 44, "<I", 2**32 - 1),
        patched(MESSAGE, 44, "<I", 200),
        patched(MESSAGE, 48, "<I", 2**31),
        patched(MESSAGE, 60, "<2I", 0, 2**32 - 1),
        patched(MESSAGE, 68, "<2I", 0, 2**24),
        patched(MESSAGE, 76, "<2I", 2**30, 5),
        MESSAGE[:700],
        MESSAGE[:-600],
        MESSAGE[:512],
    ],
    ids=["huge sectors", "tiny sectors", "huge mini sectors", "tables without end", "more tables than sectors",
         "no directory", "mini table without end", "list of tables without end", "no table", "no streams", "cut off",
         "a header"],
)  # fmt: skip
def test_a_message_whose_header_lies_is_told(data: bytes, tmp_path: Path) -> None:
    assert seen_as(data, "a.msg", tmp_path) == {"": "mail_damaged"}


def test_a_message_whose_chains_are_loops_is_bounded(tmp_path: Path) -> None:
    """Each sector is followed by itself; the directory, and what is larger than its place, would go on for ever."""
    table = struct.unpack_from("<I", MESSAGE, 76)[0]
    loops = patched(MESSAGE, 512 * (table + 1), "<128I", *range(128))
    assert seen_as(loops, "a.msg", tmp_path) == {"": "damaged"}


@pytest.mark.parametrize(("field", "size"), [(68, "<I"), (72, "<I"), (76, "<I")])
def test_a_message_whose_entries_are_loops_is_bounded(field: int, size: str, tmp_path: Path) -> None:
    start = (struct.unpack_from("<I", MESSAGE, 48)[0] + 1) * 512
    for target in range(12):
        for entry in range(1, 12):
            data = patched(MESSAGE, start + 128 * entry + field, size, target)
            assert set(seen_as(data, "a.msg", tmp_path).values()) <= {
                TAKEN, "mail_damaged", "no_attachment", "mail_link", "not_a_workbook"
            }  # fmt: skip


def test_a_message_whose_streams_are_larger_than_the_file_is_told(tmp_path: Path) -> None:
    start = (struct.unpack_from("<I", MESSAGE, 48)[0] + 1) * 512
    for entry in range(4, 14):
        data = patched(MESSAGE, start + 128 * entry + 120, "<Q", 2**31 - 1)
        assert len(seen_as(data, "a.msg", tmp_path)) >= 1


def test_streams_that_share_their_bytes_are_counted_each(tmp_path: Path) -> None:
    """A file of 300 KB that would take 120 MB: hundreds of attachments, all of them one body of 256 KB."""
    count, name = 500, "__substg1.0_37010102".encode("utf-16-le")
    data = msg("Plan", attachments={f"{i}.xlsx": bytes(2**18 if i == 0 else 10) for i in range(count)})
    entries = [at for at in range(0, len(data), 128) if data.startswith(name, at)]
    assert len(entries) == count
    body = max((data[at + 116 : at + 128] for at in entries), key=lambda one: struct.unpack_from("<I", one, 4))
    changed = bytearray(data)
    for at in entries:
        changed[at + 116 : at + 128] = body
    assert seen_as(bytes(changed), "a.msg", tmp_path) == {"": "mail_damaged"}


def test_a_message_of_very_many_streams_is_told(tmp_path: Path) -> None:
    data = compound_file({f"__substg1.0_{i:08X}": b"" for i in range(12_000)} | {"__properties_version1.0": bytes(32)})
    assert seen_as(data, "a.msg", tmp_path) == {"": "mail_damaged"}


def test_messages_of_many_streams_are_counted_over_all_that_came_in_one_file(tmp_path: Path) -> None:
    one = compound_file({f"__substg1.0_{i:08X}": b"" for i in range(300)} | {"__properties_version1.0": bytes(32)})
    found = seen_as(zipped({f"{i}.msg": one for i in range(9)}), "a.zip", tmp_path, Limits(work=150_000))
    assert list(found.values()) == ["no_attachment"] * 4 + ["too_much_work"] * 5


def test_storages_a_thousand_deep_are_told(tmp_path: Path) -> None:
    nested: dict[str, object] = {"x": b""}
    for _ in range(900):
        nested = {"s": nested}
    data = compound_file(nested | {"__properties_version1.0": bytes(32)})  # type: ignore[arg-type]
    assert seen_as(data, "a.msg", tmp_path) in ({"": "mail_damaged"}, {"": "no_attachment"})


def test_folders_hundreds_deep_are_walked(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(300):
        folder = folder / "d"
    folder.mkdir(parents=True)
    (folder / "KAM.xlsx").write_bytes(BOOK)
    assert list(seen(tmp_path).values()) == [TAKEN]
