"""The cell styles of the workbook, by name: one look for one meaning, and the legend on Start shows the same ones.

Colours speak together with a sign or a word, never alone; blue and orange, no red against green; every text keeps a
contrast of 4.5 : 1 or more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kam_xl.i18n import Lang

INK, BLUE, ORANGE, GREY = "#1F2937", "#1F4E79", "#9C4A00", "#595959"
FILL_INPUT, FILL_CALC, FILL_RECORD = "#FFF6DB", "#F2F4F7", "#E4ECF7"
FILL_GOOD, FILL_BAD, FILL_HEAD = "#DCE9F8", "#FCE4D0", "#1F4E79"

NUMBER_FORMATS: Mapping[str, str] = {
    "money": "#,##0.00",
    "share": "0%",
    "fine_share": "0.0%",
    "growth": "+0%;−0%;0%",
    "points": "0.0",
    "count": "0",
    "score": "0",
    "step": '[=1]"✓";[=0]"✗";General',
    "influence": "0.00",
    "filled": '[>=1]"● "0%;[>=0.5]"◐ "0%;"○ "0%',
    "mark": '[=1]"✓";[=0]"·";General',
    "balance": "+0.00;−0.00;0.00",
}

DATE_FORMATS: Mapping[Lang, str] = {"en": "d mmm yyyy", "ru": "dd.mm.yyyy"}

SHORT_DATES: Mapping[Lang, str] = {"en": "d mmm yy", "ru": "dd.mm.yy"}

_EDGE = {"border": 1, "border_color": "#D0D5DD"}
_WRAP = {"text_wrap": True, "valign": "top"}

_LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "font_color": BLUE},
    "purpose": {"italic": True, "font_color": GREY},
    "section": {"bold": True, "font_size": 12, "font_color": BLUE, "bottom": 2, "bottom_color": BLUE},
    "section_end": {
        "italic": True,
        "align": "right",
        "font_color": GREY,
        "bottom": 2,
        "bottom_color": BLUE,
    },
    "label": {"font_color": INK, "valign": "top"},
    "value": {"font_color": INK, "bold": True, "align": "left", "valign": "top"},
    "note": {"font_color": GREY, "align": "left", "indent": 1, **_WRAP},
    "body": {"font_color": INK, "align": "left", "indent": 1, **_WRAP},
    "head": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": FILL_HEAD,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "center",
        **_EDGE,
    },
    "head_up": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": FILL_HEAD,
        "rotation": 90,
        "align": "center",
        "valign": "bottom",
        **_EDGE,
    },
    "head_wrap": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": FILL_HEAD,
        "rotation": 90,
        "text_wrap": True,
        "align": "center",
        "valign": "bottom",
        **_EDGE,
    },
    "band": {"bold": True, "font_color": BLUE, "bg_color": FILL_RECORD, "left": 1, "left_color": BLUE},
    "band_rest": {"bg_color": FILL_RECORD},
    "input": {"bg_color": FILL_INPUT, "font_color": INK, "locked": False, "valign": "top", **_EDGE},
    "calculated": {"bg_color": FILL_CALC, "font_color": INK, "valign": "top", **_EDGE},
    "record": {"bg_color": FILL_RECORD, "font_color": INK, "valign": "top", **_EDGE},
    "cell": {"font_color": INK, "valign": "top", **_EDGE},
    "answer": {"bg_color": FILL_CALC, "font_color": INK, "bold": True, "valign": "top", **_EDGE},
    "good": {"bg_color": FILL_GOOD, "font_color": BLUE, "bold": True, **_EDGE},
    "bad": {"bg_color": FILL_BAD, "font_color": ORANGE, "bold": True, **_EDGE},
    "link": {"font_color": "#0B5394", "underline": 1, "valign": "top"},
    "blank_line": {"bg_color": "#FFFFFF", **_EDGE},
    "hidden": {"font_color": GREY},
}

NAMED: Mapping[str, str] = {
    "title": "KAM Title",
    "purpose": "KAM Purpose",
    "section": "KAM Section",
    "section_end": "KAM Section end",
    "label": "KAM Label",
    "value": "KAM Value",
    "note": "KAM Note",
    "body": "KAM Body",
    "head": "KAM Header",
    "head_up": "KAM Header upright",
    "head_wrap": "KAM Header upright in lines",
    "band": "KAM Band",
    "band_rest": "KAM Band continued",
    "input": "KAM Input",
    "calculated": "KAM Calculated",
    "record": "KAM Record",
    "cell": "KAM Cell",
    "answer": "KAM Answer",
    "good": "KAM Good",
    "bad": "KAM Attention",
    "link": "KAM Link",
    "blank_line": "KAM Blank line",
    "hidden": "KAM Hidden",
}
"""Name of each look among the cell styles that a person sees in the workbook."""


_CENTRED = (
    "score", "step", "flag", "count", "date", "short_date", "filled", "sign", "balance", "excess", "moment",
    "calendar", "hold",
)  # fmt: skip
"""Kinds whose cells stand in the middle."""


class Styles:
    """Make each format once; a format is a look with a kind of number.

    Args:
        workbook: the XlsxWriter workbook that owns the formats.
        lang: its language, which decides how dates are written.
        formats: number formats of further kinds.
    """

    def __init__(self, workbook: Any, lang: Lang, formats: Mapping[str, str] | None = None) -> None:
        self._workbook = workbook
        self._formats = {
            **NUMBER_FORMATS, "date": DATE_FORMATS[lang], "short_date": SHORT_DATES[lang], **(formats or {}),
        }  # fmt: skip
        self._made: dict[tuple[str, str, bool, str, bool], Any] = {}

    def __call__(self, look: str, kind: str = "", wrap: bool = False, fill: str = "", quoted: bool = False) -> Any:
        """Return the format of a look for a kind of number (`money`, `share`, `date` …), or in a person's colour.

        A quoted one keeps a text that begins like a formula a text when somebody edits the cell.
        """
        key = (look, kind, wrap, fill, quoted)
        if key not in self._made:
            extra: dict[str, Any] = {"num_format": self._formats[kind]} if kind in self._formats else {}
            if look != "value" and kind in _CENTRED:
                extra["align"] = "center"
            if wrap:
                extra |= {"text_wrap": True, "align": "left", "indent": 1}
            if fill:
                extra["bg_color"] = fill
            if quoted:
                extra["quote_prefix"] = True
            self._made[key] = self._workbook.add_format({**_LOOKS[look], **extra})
        return self._made[key]

    def conditional(self, look: str) -> Any:
        """Return the format of a look for a conditional format: colours only."""
        key = (look, "conditional", False, "", False)
        if key not in self._made:
            wanted = ("bg_color", "font_color", "bold")
            self._made[key] = self._workbook.add_format(
                {name: _LOOKS[look][name] for name in wanted if name in _LOOKS[look]}
            )
        return self._made[key]

    def looks(self) -> dict[int, str]:
        """Return which cell format (its index in the package) is of which look; known once the workbook is closed.

        Those in a person's colour and the quoted ones come last: what defines a look is the first of its formats.
        """
        made = sorted(
            (bool(fill) or quoted, one.xf_index, look)
            for (look, kind, _, fill, quoted), one in self._made.items()
            if kind != "conditional" and one.xf_index is not None
        )
        return {index: look for _, index, look in made}
