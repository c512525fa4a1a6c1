"""Colours that people gave to cells, told apart from those of the workbook's own cell styles.

Every cell that the builder writes has the colour of its named style. A cell of another colour was highlighted by a
person. Where a program dropped our styles (Google Sheets does), the colour that most of a column has counts as its own.
"""

from __future__ import annotations

import colorsys
import re
from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from kam_xl.excel.package import Package
from kam_xl.excel.structure import main_part, relations

_OWN_STYLE = "KAM "
_RGB = re.compile(r"[0-9A-Fa-f]{6}")
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{i}" for i in range(1, 7)), "hlink", "folHlink")


class Looks:
    """Tell the colour of a cell format, and whether it is a person's.

    Raises:
        DamagedWorkbook: the styles cannot be read.
    """

    def __init__(self, package: Package) -> None:
        parts = dict(relations(package, main_part(package)).values())
        if "styles" not in parts:
            self._colours: list[str] = []
            self._bases: list[str] = []
            self._names: list[str] = []
            self._own = False
            return
        styles = package.xml(parts["styles"])
        theme = _theme(package.xml(parts["theme"])) if parts.get("theme") in package.parts else []
        fills = [_colour(fill, theme) for fill in styles.iterfind("{*}fills/{*}fill")]
        named = [_item(fills, xf.get("fillId")) for xf in styles.iterfind("{*}cellStyleXfs/{*}xf")]
        formats = styles.findall("{*}cellXfs/{*}xf")
        self._colours = [_item(fills, xf.get("fillId")) for xf in formats]
        self._bases = [_item(named, xf.get("xfId")) for xf in formats]
        names = {
            style.get("xfId", "0"): style.get("name", "") for style in styles.iterfind("{*}cellStyles/{*}cellStyle")
        }
        self._names = [names.get(xf.get("xfId", "0"), "") for xf in formats]
        self._own = any(name.startswith(_OWN_STYLE) for name in names.values())

    def ours(self, number: int) -> bool:
        """Tell whether a cell of this format was written by the builder; of all where our styles were dropped."""
        return not self._own or _at(self._names, number).startswith(_OWN_STYLE)

    def highlights(self, formats: Sequence[int]) -> list[str]:
        """Return the colour (`#RRGGBB`) that a person gave to each cell of a column, "" where none.

        Args:
            formats: the cell formats of the column's data, from top to bottom.
        """
        colours = [_at(self._colours, one) for one in formats]
        if self._own:
            bases = [_at(self._bases, one) for one in formats]
        else:
            bases = [Counter(colours).most_common(1)[0][0] if colours else ""] * len(colours)
        return ["" if colour == base else colour for colour, base in zip(colours, bases, strict=True)]


def _theme(theme: Element) -> list[str]:
    """Return the colours of the theme, in the order in which cells number them."""
    scheme = {
        colour.tag.rpartition("}")[2]: next((one.get("lastClr", one.get("val", "")) for one in colour), "")
        for colour in theme.iterfind("{*}themeElements/{*}clrScheme/*")
    }
    return [scheme.get(name, "") for name in _THEME_ORDER]


def _colour(fill: Element, theme: Sequence[str]) -> str:
    """Return a fill as `#RRGGBB`, "" for none; a pattern counts as its colour in full."""
    pattern = fill.find("{*}patternFill")
    if pattern is None or pattern.get("patternType", "none") == "none":
        return ""
    colour = pattern.find("{*}fgColor")
    if colour is None:
        return ""
    number = colour.get("theme", "")
    rgb = _at(theme, int(number)) if number.isdecimal() else colour.get("rgb", "")[-6:]
    return f"#{_tinted(rgb, float(colour.get('tint', 0)))}" if _RGB.fullmatch(rgb) else ""


def _tinted(rgb: str, tint: float) -> str:
    """Return a colour made lighter (tint above 0) or darker, as spreadsheets do it: in lightness alone."""
    if not tint:
        return rgb.upper()
    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, strength))


def _item(items: Sequence[str], number: str | None) -> str:
    """Return what a reference in the styles means; a missing one is the first."""
    return _at(items, int(number) if number and number.isdecimal() else 0)


def _at(items: Sequence[str], number: int) -> str:
    return items[number] if 0 <= number < len(items) else ""
