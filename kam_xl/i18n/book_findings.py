"""Findings about the shape of a workbook that people or other programs went over: `…` and `….do`."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "finding.table_twice": (
        "The table of the sheet “{sheet}” stands a second time on “{second}” and only the first one is read; "
        "rows that only the second has: {n}",
        "Таблица листа «{sheet}» есть ещё и на листе «{second}», читается только первая; "
        "строк, которых в первой нет: {n}",
    ),
    "finding.table_twice.do": (
        "Take over what you need to “{sheet}” and delete the sheet “{second}”",
        "Перенесите нужное на лист «{sheet}» и удалите лист «{second}»",
    ),
    "finding.cell_lost": (
        "The cell “{label}” cannot be found: its name and the label beside it are gone, so it counts as blank",
        "Не найдена ячейка «{label}»: нет ни её имени, ни подписи рядом, поэтому она считается пустой",
    ),
    "finding.cell_lost.do": (
        "Put the label back beside the cell, or copy the book’s content into a fresh one",
        "Верните подпись рядом с ячейкой или перенесите данные в новую книгу",
    ),
}
