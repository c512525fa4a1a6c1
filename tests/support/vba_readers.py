"""VBA projects as other people's programs read them: oletools and pyopenvba."""

from __future__ import annotations

import warnings

import pyopenvba.cfb
import pyopenvba.vba

with warnings.catch_warnings():  # oletools uses names that pyparsing calls old
    warnings.simplefilter("ignore")
    from oletools import olevba


def by_olevba(project: bytes) -> dict[str, str]:
    """Return the text of each module, with its own line ends, by file name (`Main.bas`, `Sheet1.cls`)."""
    parser = olevba.VBA_Parser("vbaProject.bin", data=project)
    try:
        return {name: text for _, _, name, text in parser.extract_macros()}
    finally:
        parser.close()


def by_pyopenvba(project: bytes) -> pyopenvba.vba.VBAProject:
    """Return the project after its streams were checked against one another.

    Raises:
        ValueError: it contradicts itself.
    """
    file = pyopenvba.cfb.CFB.from_bytes(project)
    found = pyopenvba.vba.parse_vba_project(file)
    if problems := found.validate(file):
        raise ValueError("; ".join(problems))
    return found


def decompressed(container: bytes) -> bytes:
    """Return what oletools finds in a compressed container."""
    return bytes(olevba.decompress_stream(bytearray(container)))
