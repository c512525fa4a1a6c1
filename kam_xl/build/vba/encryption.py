"""The light encryption of a project's protection state, [MS-OVBA] 2.4.3, as hexadecimal text."""

from __future__ import annotations

import struct

_VERSION = 2


def encrypted(data: bytes, project_id: str, seed: int) -> str:
    """Return data as the PROJECT stream holds it.

    Args:
        data: the plain state.
        project_id: the project's GUID in braces, as the same stream states it.
        seed: one byte. Bits 1 and 2 ask for random bytes before the data, so they must be clear here.

    Raises:
        ValueError: the seed asks for random bytes.
    """
    if seed & 6:
        raise ValueError(f"seed {seed:#04x} asks for random bytes")
    key = sum(project_id.encode("ascii")) & 0xFF
    out = [seed, seed ^ _VERSION, seed ^ key]
    plain = key
    for byte in struct.pack("<I", len(data)) + data:
        out.append(byte ^ (out[-2] + plain & 0xFF))
        plain = byte
    return bytes(out).hex().upper()
