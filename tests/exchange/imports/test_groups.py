"""What counts as a product group is the export's own column, or the nearest thing to it, and is said."""

from __future__ import annotations

from pathlib import Path

from kam_xl.exchange.imports import read_export
from tests.exchange.imports.files import write_csv


def _export(
    path: Path, header: str, values: list[str], extra: str = "", more: list[str] | None = None
) -> tuple[str, tuple[str, ...]]:
    heads = ("Client", "Date", "Amount", header, *((extra,) if extra else ()))
    lines = [("A", "2016-10-20", 1, value, *((more[i],) if more else ())) for i, value in enumerate(values)]
    export = read_export(write_csv(path / "e.csv", [heads, *lines]))
    assert export.group_rule is not None
    return export.group_rule.key.rpartition(".")[2], export.groups


def test_a_column_of_groups_counts(tmp_path: Path) -> None:
    names = ["Valves", "Flanges", "Pipes", "Fittings", "Seals"]
    assert _export(tmp_path, "Product group", names) == ("column", tuple(names))


def test_few_products_count_themselves_where_groups_are_too_coarse(tmp_path: Path) -> None:
    found = _export(tmp_path, "Product", ["P1", "P2", "P3"], "Product group", ["X", "X", "Y"])
    assert found == ("product", ("P1", "P2", "P3"))


def test_many_articles_are_grouped_by_two_digits_and_services_are_none(tmp_path: Path) -> None:
    articles = [f"{20 + i % 3}{i:03}" for i in range(60)] + ["POST"]
    rule, groups = _export(tmp_path, "Stock code", articles)
    assert (rule, groups) == ("code", ("20…", "21…", "22…"))


def test_many_names_are_grouped_by_their_first_word(tmp_path: Path) -> None:
    rule, groups = _export(tmp_path, "Номенклатура", [f"{'Кран' if i % 2 else 'Фланец'} {i}" for i in range(60)])
    assert (rule, groups) == ("word", ("фланец", "кран"))


def test_an_export_without_products_shows_no_breadth(tmp_path: Path) -> None:
    assert _export(tmp_path, "Remark", ["x"]) == ("none", ())
