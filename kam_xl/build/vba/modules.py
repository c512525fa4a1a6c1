"""Modules of a VBA project, from text as a person exports or writes it to text as the project's streams hold it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

LINE_LIMIT = 1023
"""Characters that a line of VBA may have."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
# The libraries that every project refers to, and the stream that lies beside the modules' own.
_TAKEN = frozenset({"vba", "excel", "office", "stdole", "dir"})
_FOREIGN = re.compile(r"[^\t\n -~]")
_EXPORT_HEADER = re.compile(r"\AVERSION [^\n]*\nBEGIN\b.*?\nEND\n", re.S | re.I)
_ATTRIBUTES = re.compile(r"(?:Attribute VB_\w+ = [^\n]*(?:\n|\Z))*")
_ATTRIBUTE = re.compile(r"Attribute (VB_\w+) = ([^\n]*)")

_CLASS = '"0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"'
_WORKBOOK = '"0{00020819-0000-0000-C000-000000000046}"'
_SHEET = '"0{00020820-0000-0000-C000-000000000046}"'
_CHART = '"0{00020821-0000-0000-C000-000000000046}"'
_OBJECT = {
    "VB_Base": "",
    "VB_GlobalNameSpace": "False",
    "VB_Creatable": "False",
    "VB_PredeclaredId": "False",
    "VB_Exposed": "False",
    "VB_TemplateDerived": "False",
    "VB_Customizable": "False",
}
_DOCUMENT = {"VB_PredeclaredId": "True", "VB_Exposed": "True", "VB_Customizable": "True"}

Kind = Literal["standard", "class", "document"]


class UnwritableVba(ValueError):
    """VBA that no project can hold, or that would not mean the same on every PC: a mistake of the program."""


@dataclass(frozen=True, slots=True)
class Module:
    """One module.

    Attributes:
        name: what the project calls it; a document module's is the code name of its workbook or sheet.
        kind: what the project takes it for.
        text: as its stream holds it, with LF for line ends: its attributes, VB_Name first, then the code.

    Raises:
        UnwritableVba: the name is none, or the text has a character or a line that VBA does not take everywhere.
    """

    name: str
    kind: Kind
    text: str

    def __post_init__(self) -> None:
        check_name(self.name)
        if not self.text.startswith(f"Attribute VB_Name = {_quoted(self.name)}\n"):
            raise UnwritableVba(f"module {self.name} does not start with its VB_Name")
        if not self.text.endswith("\n"):
            raise UnwritableVba(f"module {self.name} ends in the middle of a line")
        for number, line in enumerate(self.text.split("\n"), start=1):
            if foreign := _FOREIGN.search(line):
                raise UnwritableVba(f"module {self.name}, line {number}: {foreign.group()!r} is not printable ASCII")
            if len(line) > LINE_LIMIT:
                raise UnwritableVba(f"module {self.name}, line {number}: {len(line)} characters, {LINE_LIMIT} at most")


def standard(name: str, source: str) -> Module:
    """Return a standard module from the text of a .bas file, with or without its VB_Name.

    Raises:
        UnwritableVba: as for `Module`, or the text names another module.
    """
    return _module(name, "standard", source, {}, {})


def class_module(name: str, source: str) -> Module:
    """Return a class module from the text of an exported .cls file; its own attributes count.

    Raises:
        UnwritableVba: as for `Module`, or the text names another module.
    """
    return _module(name, "class", source, _OBJECT, {"VB_Base": _CLASS})


def workbook_module(name: str, source: str = "") -> Module:
    """Return the module of the workbook itself; `name` is its code name.

    Raises:
        UnwritableVba: as for `Module`, or the text names another module.
    """
    return _document(name, source, _WORKBOOK)


def sheet_module(name: str, source: str = "") -> Module:
    """Return the module of a worksheet; `name` is its code name.

    Raises:
        UnwritableVba: as for `Module`, or the text names another module.
    """
    return _document(name, source, _SHEET)


def chart_module(name: str, source: str = "") -> Module:
    """Return the module of a chart sheet; `name` is its code name.

    Raises:
        UnwritableVba: as for `Module`, or the text names another module.
    """
    return _document(name, source, _CHART)


def check_name(name: str) -> None:
    """Check the name of a module or of a project.

    Raises:
        UnwritableVba: it is not a letter with up to 30 letters, digits or underscores, or something else is called so.
    """
    if not _NAME.fullmatch(name):
        raise UnwritableVba(f"{name!r} is no name for a module or a project")
    if name.lower() in _TAKEN:
        raise UnwritableVba(f"the name {name} is taken by Office")


def _document(name: str, source: str, base: str) -> Module:
    return _module(name, "document", source, _OBJECT, {"VB_Base": base, **_DOCUMENT})


def _module(name: str, kind: Kind, source: str, default: Mapping[str, str], fixed: Mapping[str, str]) -> Module:
    """Return a module; its text may say otherwise than the default attributes, but not than the fixed ones."""
    stated, code = _split(source)
    named = {"VB_Name": _quoted(name)}
    if stated.get("VB_Name", named["VB_Name"]) != named["VB_Name"]:
        raise UnwritableVba(f"the text of module {name} is that of {stated['VB_Name']}")
    attributes = {**named, **default, **stated, **fixed}
    lines = [f"Attribute {key} = {value}\n" for key, value in attributes.items()]
    return Module(name, kind, "".join(lines) + (code if code.endswith("\n") or not code else code + "\n"))


def _split(source: str) -> tuple[dict[str, str], str]:
    """Return the attributes that head a text, and the code after them, without what only an exported file has."""
    text = _EXPORT_HEADER.sub("", source.replace("\r\n", "\n").replace("\r", "\n"))
    head = _ATTRIBUTES.match(text)
    assert head
    return dict(_ATTRIBUTE.findall(head.group())), text[head.end() :]


def _quoted(text: str) -> str:
    return f'"{text}"'
