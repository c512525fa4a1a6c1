"""The team workbook: what a head opens after collecting the books of the team."""

from __future__ import annotations

from kam_xl.exchange.report.workbook import write_report

__all__ = ["write_report"]
