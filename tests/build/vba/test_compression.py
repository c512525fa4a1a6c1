"""Compressed containers: what other people's readers make of them is what went in."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyopenvba.vba import decompress

from kam_xl.build.vba.compression import CHUNK, compress
from tests.support.vba_readers import decompressed

PRINTABLE = bytes(range(32, 127))
WORDS = [b"Public ", b"Sub ", b"End ", b"As ", b"Variant", b"    ", b"KamBook_", b"(", b")", b"\r\n", b"'", b"Qualify"]


def noise(size: int, seed: int = 1) -> bytes:
    """Return printable text that hardly repeats itself, so that it does not compress."""
    return bytes(random.Random(seed).choices(PRINTABLE, k=size))


def chunks(container: bytes) -> Iterator[tuple[bool, int]]:
    """Yield of each chunk whether it is compressed, and how many bytes follow its header."""
    at = 1
    while at < len(container):
        (header,) = struct.unpack_from("<H", container, at)
        assert header >> 12 & 7 == 3
        yield bool(header >> 15), (header & 0xFFF) + 1
        at += 2 + (header & 0xFFF) + 1
    assert at == len(container)


@given(st.text(st.characters(max_codepoint=127), max_size=500), st.integers(1, 40))
@example("", 1)
@example("a", CHUNK)
@example("a", CHUNK + 1)
@example("ab", CHUNK)
def test_any_text_comes_back(text: str, times: int) -> None:
    data = text.encode("ascii") * times
    assert decompressed(compress(data)) == data
    assert decompress(compress(data)) == data


@given(st.integers(0, 2500), st.integers())
def test_text_as_programs_have_it_comes_back(words: int, seed: int) -> None:
    data = b"".join(random.Random(seed).choices(WORDS, k=words))
    assert decompressed(compress(data)) == data


@pytest.mark.parametrize("chunk_count", [1, 2, 3])
@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_sizes_around_whole_chunks_come_back(chunk_count: int, beyond: int) -> None:
    data = (b"Dim total As Double 'of the year\r\n" * 400)[: chunk_count * CHUNK + beyond]
    container = compress(data)
    assert decompressed(container) == data
    assert len(list(chunks(container))) == chunk_count + (beyond > 0)


def test_nothing_is_a_container_without_chunks() -> None:
    assert compress(b"") == b"\x01"


def test_repetition_shrinks() -> None:
    assert len(compress(b" " * CHUNK)) < 20
    assert len(compress(b"KamBook_Qualify\r\n" * 200)) < 200


def test_a_whole_chunk_that_does_not_shrink_is_stored_as_it_is() -> None:
    data = noise(3 * CHUNK)
    container = compress(data)
    assert list(chunks(container)) == [(False, CHUNK)] * 3
    assert decompressed(container) == data


@pytest.mark.parametrize("blanks", range(485, 515))
def test_a_chunk_that_shrinks_by_almost_nothing_comes_back(blanks: int) -> None:
    data = noise(CHUNK - blanks) + b" " * blanks
    assert decompressed(compress(data)) == decompress(compress(data)) == data


def test_a_last_chunk_that_does_not_shrink_is_filled_up() -> None:
    data = noise(CHUNK + 4000)
    container = compress(data, filler=b" ")
    assert list(chunks(container)) == [(False, CHUNK)] * 2
    assert decompressed(container) == decompress(container) == data + b" " * 96


@given(st.integers(0, CHUNK), st.integers(0, 9))
@example(3640, 0)
@example(3641, 0)
def test_only_a_last_chunk_near_its_full_size_is_ever_filled_up(size: int, seed: int) -> None:
    data = noise(size, seed)
    back = decompressed(compress(data, filler=b" "))
    assert back.rstrip(b" ") == data.rstrip(b" ")
    assert len(back) in (size, CHUNK)
    assert len(back) == size or size > 3640


def test_a_match_may_not_be_longer_than_its_token_can_say() -> None:
    start = noise(2100)
    data = start + b"x" * 1900
    assert decompressed(compress(data)) == data
