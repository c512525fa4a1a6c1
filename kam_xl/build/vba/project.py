"""A VBA project as the bytes of `xl/vbaProject.bin`."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from kam_xl.build.vba.compound_file import compound_file
from kam_xl.build.vba.compression import compress
from kam_xl.build.vba.dir_stream import ENCODING, dir_stream
from kam_xl.build.vba.encryption import encrypted
from kam_xl.build.vba.modules import Module, UnwritableVba, check_name

# The version 0xFFFF is nobody's: whoever opens the project compiles the text instead of looking for compiled code.
_WITHOUT_COMPILED_CODE = bytes.fromhex("CC61 FFFF 00 0100")
_DECLARATION = {"document": "Document={}/&H00000000", "standard": "Module={}", "class": "Class={}"}
_UNPROTECTED = (("CMG", b"\0\0\0\0", 0xC8), ("DPB", b"\0", 0xE0), ("GC", b"\xff", 0x78))
_HOST = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"


def vba_project(modules: Sequence[Module], name: str = "KamXl") -> bytes:
    """Return the project of these modules, unprotected and visible, in their order.

    A workbook needs a document module for itself and for each of its sheets, under its code name; none of the file's
    readers says so when one is missing.

    Args:
        modules: of any kind.
        name: the project's own, which qualifies its procedures for other projects.

    Raises:
        UnwritableVba: a bad name, or two modules, or a module and the project, whose names differ by case at most.
    """
    check_name(name)
    _check_different([name, *(one.name for one in modules)])
    streams = {one.name: compress(_crlf(one.text), filler=b" ") for one in modules}
    return compound_file(
        {
            "VBA": streams | {"dir": compress(dir_stream(name, modules)), "_VBA_PROJECT": _WITHOUT_COMPILED_CODE},
            "PROJECT": _project_stream(name, modules),
            "PROJECTwm": _names_stream(modules),
        }
    )


def _check_different(names: Sequence[str]) -> None:
    lower = [name.lower() for name in names]
    if twice := sorted({name for name in names if lower.count(name.lower()) > 1}):
        raise UnwritableVba(f"the project or its modules share a name: {', '.join(twice)}")


def _project_stream(name: str, modules: Sequence[Module]) -> bytes:
    project_id = f"{{{uuid.uuid5(uuid.NAMESPACE_URL, f'vba:{name}')}}}".upper()
    lines = [f'ID="{project_id}"']
    lines += [_DECLARATION[one.kind].format(one.name) for one in modules]
    lines += [f'Name="{name}"', 'HelpContextID="0"', 'VersionCompatible32="393222000"']
    lines += [f'{key}="{encrypted(state, project_id, seed)}"' for key, state, seed in _UNPROTECTED]
    lines += ["", "[Host Extender Info]", _HOST]
    lines += ["", "[Workspace]", *(f"{one.name}=0, 0, 0, 0, C" for one in modules)]
    return _crlf("\n".join([*lines, ""]))


def _names_stream(modules: Sequence[Module]) -> bytes:
    pairs = (one.name.encode(ENCODING) + b"\0" + one.name.encode("utf-16-le") + b"\0\0" for one in modules)
    return b"".join(pairs) + b"\0\0"


def _crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("ascii")
