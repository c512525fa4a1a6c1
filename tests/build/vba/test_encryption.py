"""The protection state of a project: decrypted as [MS-OVBA] 2.4.3.3 says, it is what went in."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.build.vba.encryption import encrypted

PROJECT_ID = "{3832D640-CF90-11CF-8E43-00A0C911005A}"


def decrypted(text: str) -> tuple[int, int, bytes]:
    """Return the version, the project's key and the data."""
    seed, version, key, *rest = bytes.fromhex(text)
    version, key = seed ^ version, seed ^ key
    plain, first, second = key, seed ^ key, seed ^ version
    found = []
    for byte in rest:
        plain = byte ^ (second + plain & 0xFF)
        first, second = byte, first
        found.append(plain)
    ignored = (seed & 6) // 2
    (length,) = struct.unpack_from("<I", bytes(found), ignored)
    data = bytes(found[ignored + 4 :])
    assert len(data) == length
    return version, key, data


@given(st.binary(max_size=40), st.integers(0, 255).filter(lambda seed: not seed & 6))
def test_data_come_back(data: bytes, seed: int) -> None:
    text = encrypted(data, PROJECT_ID, seed)
    assert decrypted(text) == (2, sum(PROJECT_ID.encode()) % 256, data)
    assert text == text.upper()


def test_a_seed_that_asks_for_random_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="seed 0x02"):
        encrypted(b"", PROJECT_ID, 2)
