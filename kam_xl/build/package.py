"""The last step of a build: what XlsxWriter cannot write is added to the package, in one deterministic zip.

Named cell styles (people see "KAM Input" among the cell styles, and the legend on Start uses the same ones), the
language of the document, and the ribbon of a macro package. Order of parts and times are fixed, so that equal data give equal bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kam_xl.build.page import Book
from kam_xl.build.styles import NAMED

_TIME = (1980, 1, 1, 0, 0, 0)


Edit = Callable[[str], str]
RELATIONS = "_rels/.rels"


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is added to a package, with the type of the relation by which the package leads to it."""

    name: str
    content: str
    relation: str


def finished(package: bytes, book: Book, parts: Sequence[Part] = ()) -> bytes:
    """Return the package with its named styles and language, and the parts added."""
    language = f"<dc:language>{book.lang}</dc:language></cp:coreProperties>"
    return repacked(
        package,
        {
            "xl/styles.xml": lambda xml: with_named_styles(xml, book.styles.looks()),
            "docProps/core.xml": lambda xml: xml.replace("</cp:coreProperties>", language),
        },
        parts,
    )


def repacked(package: bytes, edits: Mapping[str, Edit], parts: Sequence[Part] = ()) -> bytes:
    """Return a package with some parts edited and others added, every part with the same time and in a fixed order."""
    related = {**edits, RELATIONS: lambda xml: _with_relations(xml, parts)}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name in related:
                data = related[name](data.decode("utf-8")).encode("utf-8")
            new.writestr(_entry(name), data)
        for part in parts:
            new.writestr(_entry(part.name), part.content.encode("utf-8"))
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    # The system that packed is not told: the same data give the same bytes on Windows and Linux.
    info.create_system = 0
    return info


def _with_relations(xml: str, parts: Sequence[Part]) -> str:
    added = "".join(
        f'<Relationship Id="kam{i}" Type="{part.relation}" Target="{part.name}"/>' for i, part in enumerate(parts, 1)
    )
    return xml.replace("</Relationships>", f"{added}</Relationships>")


def with_named_styles(xml: str, looks: Mapping[int, str]) -> str:
    """Return the styles part with a named cell style for each look, and every cell format tied to its style.

    Args:
        xml: the part as XlsxWriter wrote it, with the one style Normal.
        looks: look of each cell format, by its index; the first of a look defines it.
    """
    formats = _xfs(xml, "cellXfs")
    order = sorted(set(looks.values()))
    first = {look: i for i, look in reversed(list(looks.items()))}
    bases = [_without_style(formats[first[look]]) for look in order]
    start = len(_xfs(xml, "cellStyleXfs"))
    tied = [
        re.sub(r'xfId="\d+"', f'xfId="{start + order.index(looks[i])}"', xf, count=1) if i in looks else xf
        for i, xf in enumerate(formats)
    ]
    styles = [f'<cellStyle name="{NAMED[look]}" xfId="{start + i}"/>' for i, look in enumerate(order)]
    xml = _replaced(xml, "cellStyleXfs", _xfs(xml, "cellStyleXfs") + bases)
    xml = _replaced(xml, "cellXfs", tied)
    return _replaced(xml, "cellStyles", re.findall(r"<cellStyle .*?/>", xml) + styles)


def _xfs(xml: str, element: str) -> list[str]:
    inside = re.search(rf"<{element}\b[^>]*>(.*?)</{element}>", xml, re.S)
    return re.findall(r"<xf\b[^>]*?/>|<xf\b.*?</xf>", inside.group(1) if inside else "", re.S)


def _without_style(xf: str) -> str:
    return re.sub(r'\s*xfId="\d+"', "", xf, count=1)


def _replaced(xml: str, element: str, items: list[str]) -> str:
    whole = f'<{element} count="{len(items)}">' + "".join(items) + f"</{element}>"
    return re.sub(rf"<{element}\b[^>]*>.*?</{element}>", lambda _: whole, xml, count=1, flags=re.S)
