"""Check the workbook: every problem in what people typed, with its cell and what to do."""

from __future__ import annotations

from typing import Any

from kam_xl.commands.task import Outcome, Task
from kam_xl.findings import Finding
from kam_xl.i18n import Lang, message
from kam_xl.rules.review import review
from kam_xl.rules.task_review import review_tasks


def check_workbook(task: Task) -> Outcome:
    """Return all findings of the book, the weightiest first; the first one is where to look."""
    whole = task.whole
    about = task.located(review(whole) + review_tasks(whole))
    findings = sorted(task.parsed.findings + about, key=lambda one: -one.severity)
    said = message("outcome.check.some" if findings else "outcome.check.none", n=len(findings))
    go = next((one.where for one in findings if one.where.cell), None)
    return Outcome(said, [as_dict(one, task.lang) for one in findings], tuple(findings), go=go)


def as_dict(finding: Finding, lang: Lang) -> dict[str, Any]:
    """Return a finding as data: code, severity, account, place, what is wrong and what to do."""
    where = finding.where
    return {
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "account": finding.account or None,
        "sheet": where.sheet or None,
        "cell": where.cell or None,
        "file": where.file or None,
        "row": where.row or None,
        "what": finding.what(lang),
        "do": finding.remedy(lang),
    }
