"""The relationship picture of one account: its people by attitude and influence, with names and roles, as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from kam_xl.errors import FullEnvironmentNeeded, NoPermission
from kam_xl.i18n import Lang, say
from kam_xl.policy.tasks import ATTITUDE_MAX, ATTITUDE_MIN, BANDS, INFLUENCE_MAX, Band
from kam_xl.rules.buying_center import BuyingCenter, MemberStanding

ENDINGS = (".svg", ".png")

_WIDTH, _HEIGHT = 1280, 760
_LEFT, _RIGHT, _TOP, _BOTTOM = 110, 1010, 130, 660
"""The field of the picture in pixels; names at its right edge take the margin beside it."""
_LINE, _MOST, _LONGEST = 14, 3, 30
"""Height of a line, people named at one point, characters of a line: more would run into the next point."""
_DARK, _QUIET = "#263238", "#546e7a"
_SHAPES: dict[Band, str] = {
    "supporter": '<path d="M-8 6 L0 -8 L8 6 Z" fill="#2e7d32"/>',
    "neutral": '<circle r="7" fill="#607d8b"/>',
    "opponent": '<path d="M-8 -6 L0 8 L8 -6 Z" fill="#c62828"/>',
}
"""A shape of its own for each band, so that the picture reads without colour."""


def save_picture(path: Path, center: BuyingCenter, lang: Lang) -> None:
    """Write the picture of an account's active people; the ending of the name says which kind.

    Raises:
        FullEnvironmentNeeded: a .png is asked for and what draws it is not installed.
        NoPermission: the file cannot be written.
    """
    svg = relationship_svg(center, lang)
    data = svg.encode() if path.suffix.lower() == ".svg" else _png(svg)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise NoPermission(str(path)) from error


def relationship_svg(center: BuyingCenter, lang: Lang) -> str:
    """Return the picture as SVG text: attitude to the right, influence upwards; blanks count as 0."""
    title = say(lang, "picture.title", account=center.account)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="Segoe UI, DejaVu Sans, Arial, sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        _text(_LEFT, 46, title, size=20),
        *_axes(lang),
        *_legend(lang),
        *(piece for point, people in _points(center).items() for piece in _people(point, people, lang)),
        "</svg>",
    ]
    return "\n".join(parts)


def _points(center: BuyingCenter) -> dict[tuple[float, float], list[MemberStanding]]:
    """Return the active people by attitude and influence."""
    points: dict[tuple[float, float], list[MemberStanding]] = {}
    for one in center.active:
        points.setdefault((one.member.attitude or 0, one.member.influence or 0), []).append(one)
    return points


def _people(point: tuple[float, float], people: Sequence[MemberStanding], lang: Lang) -> Iterator[str]:
    x, y = _x(point[0]), _y(point[1])
    yield f'<g transform="translate({x:.0f} {y:.0f})">{_SHAPES[people[0].band]}</g>'
    lines = [line for one in people[:_MOST] for line in _label(one, lang)]
    if len(people) > _MOST:
        lines.append((say(lang, "picture.more", n=len(people) - _MOST), _QUIET))
    for i, (words, color) in enumerate(lines):
        yield _text(x + 13, y - 2 + i * _LINE, words, color=color)


def _label(one: MemberStanding, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield the lines that stand for a person, each with its colour: the name, and the role where there is one."""
    yield _cut(one.member.name.strip() or one.member.position.strip() or say(lang, "finding.list.nameless")), _DARK
    if one.role:
        yield _cut(one.role.name.in_(lang)), _QUIET


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _axes(lang: Lang) -> Iterator[str]:
    for attitude in range(ATTITUDE_MIN, ATTITUDE_MAX + 1):
        x = _x(attitude)
        dash = "" if attitude == 0 else ' stroke-dasharray="2 5"'
        yield f'<line x1="{x:.0f}" y1="{_TOP}" x2="{x:.0f}" y2="{_BOTTOM}" stroke="#b0bec5"{dash}/>'
        yield _text(x, _BOTTOM + 36, f"{attitude:+d}".replace("-", "−") if attitude else "0", anchor="middle")
    for influence in range(INFLUENCE_MAX + 1):
        y = _y(influence)
        yield f'<line x1="{_LEFT}" y1="{y:.0f}" x2="{_RIGHT}" y2="{y:.0f}" stroke="#b0bec5" stroke-dasharray="2 5"/>'
        yield _text(_LEFT - 30, y + 4, str(influence), anchor="end")
    yield _text((_LEFT + _RIGHT) / 2, _BOTTOM + 66, say(lang, "picture.attitude"), anchor="middle", size=14)
    middle = (_TOP + _BOTTOM) / 2
    label = _text(0, 0, say(lang, "picture.influence"), anchor="middle", size=14)
    yield f'<g transform="translate(40 {middle:.0f}) rotate(-90)">{label}</g>'


def _legend(lang: Lang) -> Iterator[str]:
    for i, band in enumerate(BANDS):
        x = _LEFT + 8 + i * 140
        yield f'<g transform="translate({x} 78)">{_SHAPES[band]}</g>'
        yield _text(x + 14, 82, say(lang, f"picture.{band}"))


def _text(x: float, y: float, words: str, anchor: str = "start", size: int = 12, color: str = _DARK) -> str:
    """Return a text with a white rim, which keeps it readable on a line."""
    style = f'font-size="{size}" fill="{color}" stroke="#ffffff" stroke-width="3" paint-order="stroke"'
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" {style}>{_plain(words)}</text>'


def _plain(words: str) -> str:
    """Return a text as XML takes it: no control characters, which would break the file."""
    return escape("".join(letter if letter.isprintable() else " " for letter in words))


def _x(attitude: float) -> float:
    return _LEFT + (attitude - ATTITUDE_MIN) / (ATTITUDE_MAX - ATTITUDE_MIN) * (_RIGHT - _LEFT)


def _y(influence: float) -> float:
    return _BOTTOM - influence / INFLUENCE_MAX * (_BOTTOM - _TOP)


def _png(svg: str) -> bytes:
    try:
        from resvg_py import svg_to_bytes
    except ModuleNotFoundError as missing:
        raise FullEnvironmentNeeded(package=missing.name) from missing
    return bytes(svg_to_bytes(svg_string=svg, zoom=2))
