"""Compound files: a strict reader of our own, olefile and pyopenvba find every stream, and nothing else in them."""

from __future__ import annotations

import io
import random

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyopenvba.cfb import CFB

from kam_xl.build.vba.compound_file import MINI_STREAM_CUTOFF, compound_file
from kam_xl.build.vba.directory import Storage
from tests.build.vba.compound_files import CompoundFile

NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,30}", fullmatch=True)
SIZES = st.one_of(st.integers(0, 200), st.sampled_from([63, 64, 65, 512, 4095, 4096, 4097, 4608, 5000, 70_000]))
SECTORS_OF_ONE_TABLE_SECTOR = 128


def content(size: int) -> bytes:
    """Return bytes of which no two sectors are alike."""
    return random.Random(size).randbytes(size)


def check(root: dict[str, bytes | dict[str, bytes]]) -> CompoundFile:
    """Write a file, check that all three readers agree on it, and return it taken apart."""
    data = compound_file(root)
    paths: dict[tuple[str, ...], bytes] = {}
    for name, value in root.items():
        paths |= {(name,): value} if isinstance(value, bytes) else {(name, child): value[child] for child in value}

    ours = CompoundFile(data)
    ours.check_trees()
    assert {path: ours.read(*path) for path in paths} == paths
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as ole:
        assert ole.parsing_issues == []
        assert {tuple(path): ole.openstream(path).read() for path in ole.listdir()} == paths
    theirs = CFB.from_bytes(data)
    assert {path: theirs.get_stream_at(path[:-1], path[-1]) for path in paths} == paths
    return ours


@given(st.dictionaries(NAMES, SIZES, max_size=40))
def test_streams_of_any_size_come_back(sizes: dict[str, int]) -> None:
    different = {name.upper(): name for name in sizes}.values()
    streams = {name: content(sizes[name]) for name in different}
    check({"VBA": streams, "PROJECT": b"text", "PROJECTwm": b""})


@pytest.mark.parametrize("count", [*range(18), 31, 32, 63, 64, 127, 200])
def test_the_directory_is_a_red_black_tree_whatever_the_number_of_entries(count: int) -> None:
    check({"VBA": {f"Sheet{i}": b"x" for i in range(count)}})


@pytest.mark.parametrize("size", [MINI_STREAM_CUTOFF - 1, MINI_STREAM_CUTOFF])
def test_streams_below_the_cutoff_lie_in_mini_sectors(size: int) -> None:
    file = check({"one": content(size)})
    assert len(file.mini) == (4096 if size < MINI_STREAM_CUTOFF else 0)


def test_a_file_without_streams_has_no_mini_sectors() -> None:
    file = check({})
    assert (file.mini, len(file.entries)) == (b"", 4)


@pytest.mark.parametrize("table_sectors", [1, 2, 109, 110, 109 + 127, 109 + 128])
@pytest.mark.parametrize("sectors_more", [0, 1])
def test_the_allocation_table_grows_past_the_header(table_sectors: int, sectors_more: int) -> None:
    difat_sectors = -(-max(0, table_sectors - 109) // 127)
    directory_sectors = 1
    sectors = table_sectors * SECTORS_OF_ONE_TABLE_SECTOR - table_sectors - difat_sectors - directory_sectors
    file = check({"one": content((sectors + sectors_more) * 512)})
    assert len(file.fat) == (table_sectors + sectors_more) * SECTORS_OF_ONE_TABLE_SECTOR


def test_two_hundred_streams_of_70000_bytes_fit() -> None:
    check({"VBA": {f"Sheet{i}": content(70_000) for i in range(200)}})


def test_names_that_sort_otherwise_than_as_text_are_found() -> None:
    check({"VBA": {name: name.encode() for name in ("b", "A", "c_", "cZ", "ca", "Zz1", "a_1", "aaa1", "x" * 31)}})


@pytest.mark.parametrize("names", [("Data", "DATA"), ("x" * 32,)])
def test_names_that_windows_could_not_tell_apart_or_hold_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="a storage cannot hold"):
        compound_file({"VBA": dict.fromkeys(names, b"")})


def test_equal_content_gives_equal_bytes() -> None:
    root: Storage = {"VBA": {"a": content(5000), "b": content(10)}, "PROJECT": b"text"}
    assert compound_file(root) == compound_file(root)
