"""The ribbon parts of a macro package, generated from the buttons: one for Excel 2007, one for 2010 and later.

Labels, tips and states come through callbacks, so that they follow the language of the active workbook. The workbook
and the add-in may be open together, so the callbacks of each have a prefix of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import quoteattr

from kam_xl.commands.buttons import TAB_KEY, Button

PARTS: Mapping[str, tuple[str, str]] = {
    "customUI/customUI.xml": (
        "http://schemas.microsoft.com/office/2006/01/customui",
        "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
    ),
    "customUI/customUI14.xml": (
        "http://schemas.microsoft.com/office/2009/07/customui",
        "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    ),
}
"""Part of the package → namespace of its content, type of the relation that leads to it."""

CALLBACKS: Mapping[str, str] = {
    "onLoad": "OnLoad",
    "onAction": "Press",
    "getLabel": "GetLabel",
    "getScreentip": "GetScreentip",
    "getSupertip": "GetSupertip",
    "getEnabled": "GetEnabled",
    "getVisible": "GetVisible",
}
"""Attribute of the ribbon → name of the VBA procedure, without its prefix."""

TAB_ID = "kam_tab"


def group_id(group: str) -> str:
    """Return the id of a group's control."""
    return f"group_{group}"


def ribbon_xml(buttons: Sequence[Button], namespace: str, prefix: str) -> str:
    """Return one ribbon part.

    Args:
        buttons: in the order of the ribbon; their groups follow from them.
        namespace: that of the schema, see `PARTS`.
        prefix: of the VBA procedures, such as `KamBook_`.
    """
    groups = dict.fromkeys(button.group for button in buttons)
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        f'<customUI xmlns="{namespace}"{_callbacks(prefix, ("onLoad",))}>',
        "<ribbon><tabs>",
        f'<tab id="{TAB_ID}" insertAfterMso="TabHome" keytip="{TAB_KEY}"'
        f"{_callbacks(prefix, ('getLabel', 'getVisible'))}>",
    ]
    for group in groups:
        lines.append(f'<group id="{group_id(group)}"{_callbacks(prefix, ("getLabel",))}>')
        lines += [_button(button, prefix) for button in buttons if button.group == group]
        lines.append("</group>")
    lines += ["</tab>", "</tabs></ribbon>", "</customUI>", ""]
    return "\n".join(lines)


def _button(button: Button, prefix: str) -> str:
    size = "large" if button.large else "normal"
    called = _callbacks(prefix, ("onAction", "getLabel", "getScreentip", "getSupertip", "getEnabled"))
    shown = f"imageMso={quoteattr(button.picture)} size={quoteattr(size)} keytip={quoteattr(button.key)}"
    return f"<button id={quoteattr(button.name)} {shown}{called}/>"


def _callbacks(prefix: str, names: Iterable[str]) -> str:
    return "".join(f' {name}="{prefix}{CALLBACKS[name]}"' for name in names)
