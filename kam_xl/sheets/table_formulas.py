"""The formulas of the calculated columns of every table, by its name."""

from __future__ import annotations

from collections.abc import Mapping

from kam_xl.i18n import Lang
from kam_xl.sheets.due_formulas import ACTION_FORMULAS, MEMBER_DUE_FORMULAS, RISK_FORMULAS
from kam_xl.sheets.formulas import ACCOUNT_FORMULAS, localized
from kam_xl.sheets.shape import Table
from kam_xl.sheets.task_formulas import DOSSIER_FORMULAS, MEMBER_FORMULAS

FORMULAS: Mapping[str, Mapping[str, str]] = {
    "tblAccounts": ACCOUNT_FORMULAS,
    "tblDossier": DOSSIER_FORMULAS,
    "tblMembers": {**MEMBER_FORMULAS, **MEMBER_DUE_FORMULAS},
    "tblActions": ACTION_FORMULAS,
    "tblRisks": RISK_FORMULAS,
}
"""Table → key of a calculated column → formula, written with keys (`kam_xl.sheets.formulas`)."""


def column_formulas(table: Table, lang: Lang) -> dict[str, str]:
    """Return the formulas of a table's calculated columns with the headers of a language, ready for a cell."""
    return {key: localized(formula, table, lang) for key, formula in FORMULAS.get(table.name, {}).items()}
