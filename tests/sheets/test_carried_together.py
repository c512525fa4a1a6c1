"""What people added to two versions of a book comes together: mine stands, theirs is added, nothing is dropped."""

from __future__ import annotations

from kam_xl.sheets.carried import HEADER, NOTHING, Carried, Note, OwnColumn, RowKey
from kam_xl.sheets.carried_together import OwnCell, together

A, B = RowKey("a1", "alpha"), RowKey("a2", "beta")


def column(header: str = "My list", formula: str = "", **values: object) -> Carried:
    rows = {"a": A, "b": B}
    cells = {rows[key]: content for key, content in values.items()}
    return Carried((OwnColumn("tblAccounts", header, cells, formula),))  # type: ignore[arg-type]


def note(text: str, row: RowKey = A) -> Carried:
    return Carried(notes=(Note("tblAccounts", row, "margin", text),))


def test_a_column_that_mine_lacks_is_added_with_its_values() -> None:
    found = together(NOTHING, column(a="x"))
    assert found.carried == column(a="x") and found.kept == ()
    assert found.added == (OwnCell("tblAccounts", A, "My list", None, "x"),)


def test_values_of_one_column_come_together_and_mine_stands_where_both_differ() -> None:
    found = together(column(a="x"), column("my  LIST", a="y", b="z"))
    assert found.carried == column(a="x", b="z")
    assert found.kept == (OwnCell("tblAccounts", A, "My list", "x", "y"),)
    assert found.added == (OwnCell("tblAccounts", B, "My list", None, "z"),)


def test_a_formula_of_mine_stands_and_theirs_is_told() -> None:
    found = together(column(formula="[Margin]*2"), column(formula="[Margin]*3"))
    assert found.carried == column(formula="[Margin]*2")
    assert found.kept == (OwnCell("tblAccounts", HEADER, "My list", "=[Margin]*2", "=[Margin]*3"),)
    assert together(column(formula="1"), column(formula="1")).kept == ()
    assert together(column(formula="1"), column(a=5)).kept[0].theirs == 5
    assert together(NOTHING, column(formula="1")).added[0].theirs == "=1"


def test_a_row_is_the_same_by_its_id_whatever_it_is_called() -> None:
    theirs = Carried((OwnColumn("tblAccounts", "My list", {RowKey("a1", "renamed"): "y"}),))
    assert together(column(a="x"), theirs).kept == (OwnCell("tblAccounts", A, "My list", "x", "y"),)
    typed = Carried((OwnColumn("tblAccounts", "My list", {RowKey("", "alpha"): "y"}),))
    assert together(column(a="x"), typed).kept == (OwnCell("tblAccounts", A, "My list", "x", "y"),)
    other = Carried((OwnColumn("tblAccounts", "My list", {RowKey("a9", "alpha"): "y"}),))
    assert together(column(a="x"), other).added[0].row == RowKey("a9", "alpha")


def test_notes_are_added_and_mine_stands_where_both_have_one() -> None:
    assert together(NOTHING, note("Call")).carried == note("Call")
    found = together(note("Mine"), note("Theirs"))
    assert found.carried == note("Mine")
    assert found.kept == (OwnCell("tblAccounts", A, "margin", "Mine", "Theirs", note=True),)
    assert together(note("Mine"), note("Mine")).kept == ()


def test_highlights_are_added_and_widths_and_hidden_rows_are_mine() -> None:
    mine = Carried(fills={("tblAccounts", A, "margin"): "#FFFF00"}, widths={("tblAccounts", "margin"): 9.0})
    theirs = Carried(
        fills={("tblAccounts", A, "margin"): "#FF0000", ("tblAccounts", B, "margin"): "#FF0000"},
        widths={("tblAccounts", "margin"): 20.0},
        hidden_rows=frozenset({("tblAccounts", A)}),
    )
    found = together(mine, theirs).carried
    assert found.fills == {**theirs.fills, **mine.fills}
    assert (found.widths, found.hidden_rows) == (mine.widths, frozenset())


def test_what_is_alike_stays_as_it_is() -> None:
    both = Carried(column(a="x").columns, note("Call").notes)
    found = together(both, both)
    assert found.carried == both and found.added == found.kept == ()
