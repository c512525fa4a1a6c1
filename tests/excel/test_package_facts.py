"""What a package tells beside its values."""

from __future__ import annotations

import datetime as dt

import pytest

from kam_xl.excel.package import Package, unpack
from kam_xl.excel.package_facts import macro_modules, modified, outside_links, texts_shown
from tests.exchange.collect.books import packed, team


def a_package(**parts: bytes) -> Package:
    return Package("book.xlsx", b"", parts)


def core(moment: str) -> Package:
    return Package(
        "", b"", {"docProps/core.xml": f'<a><dcterms:modified xsi:type="x">{moment}</dcterms:modified></a>'.encode()}
    )


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2026-11-20T10:15:00Z", dt.datetime(2026, 11, 20, 10, 15, tzinfo=dt.UTC)),
        ("2026-11-20T13:15:00+03:00", dt.datetime(2026, 11, 20, 10, 15, tzinfo=dt.UTC)),
        ("2026-11-20T10:15:00", dt.datetime(2026, 11, 20, 10, 15, tzinfo=dt.UTC)),
        ("2026-11-20T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_book_says_when_it_was_saved_and_a_built_one_does_not(said: str, moment: dt.datetime | None) -> None:
    assert modified(core(said)) == moment
    assert modified(a_package()) is None


def test_the_texts_that_formulas_showed_are_read_by_row() -> None:
    package = unpack(packed(team()[0]), "")
    found = texts_shown(package, "Accounts", "D")
    assert set(found) <= set(range(6, 6 + len(team()[0].accounts)))
    assert "Key" in {text.capitalize() for text in found.values()}
    assert not texts_shown(package, "No such sheet", "D")


def test_macros_that_cannot_be_understood_are_one_module_without_a_name() -> None:
    assert macro_modules(a_package()) is None
    assert macro_modules(Package("", b"", {"xl/vbaProject.bin": b"no"})) == [""]
    assert macro_modules(Package("", b"", {"xl/macrosheets/sheet1.xml": b""})) == ["sheet1.xml"]


def test_a_hyperlink_takes_nothing_from_elsewhere_and_a_link_to_a_workbook_does() -> None:
    def relation(kind: str, target: str) -> bytes:
        one = f'<Relationship Id="r" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
        return f"<Relationships>{one}</Relationships>".encode()

    parts = {
        "xl/worksheets/_rels/a.rels": relation("hyperlink", "https://crm.example.com"),
        "xl/externalLinks/_rels/b.rels": relation("externalLinkPath", "file:///other.xlsx"),
    }
    assert outside_links(Package("", b"", parts)) == ["file:///other.xlsx"]
