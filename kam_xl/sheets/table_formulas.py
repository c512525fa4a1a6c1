"""The formulas of the calculated columns of every table, by its name."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kam_xl.i18n import Lang
from kam_xl.sheets.due_formulas import DUE_FORMULAS
from kam_xl.sheets.formulas import ACCOUNT_FORMULAS, localized
from kam_xl.sheets.plan_formulas import PLAN_FORMULAS
from kam_xl.sheets.shape import Table
from kam_xl.sheets.task_formulas import DOSSIER_FORMULAS, MEMBER_FORMULAS

FORMULAS: Mapping[str, Mapping[str, str]] = {
    "tblAccounts": ACCOUNT_FORMULAS,
    "tblDossier": DOSSIER_FORMULAS,
    "tblMembers": {**MEMBER_FORMULAS, **DUE_FORMULAS["tblMembers"]},
    **PLAN_FORMULAS,
    "tblActions": {**PLAN_FORMULAS["tblActions"], **DUE_FORMULAS["tblActions"]},
    "tblRisks": {**PLAN_FORMULAS["tblRisks"], **DUE_FORMULAS["tblRisks"]},
}
"""Table → key of a calculated column → formula, written with keys (`kam_xl.sheets.formulas`)."""


def column_formulas(table: Table, lang: Lang, keys: Collection[str] | None = None) -> dict[str, str]:
    """Return the formulas of a table's calculated columns with the headers of a language, ready for a cell.

    Args:
        table: its shape.
        lang: the language of the headers.
        keys: the columns that the table has in the workbook, all where None.
    """
    return {
        key: localized(formula, table, lang, keys)
        for key, formula in FORMULAS.get(table.name, {}).items()
        if keys is None or key in keys
    }
