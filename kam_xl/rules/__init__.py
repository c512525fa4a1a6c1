"""The rules of key account work: pure functions from a portfolio, a policy and a date to verdicts."""

from __future__ import annotations

from kam_xl.rules.assessment import Assessment, PortfolioAssessment, assess
from kam_xl.rules.qualify import VERDICTS, Qualification, Verdict, stake_threshold

__all__ = ["VERDICTS", "Assessment", "PortfolioAssessment", "Qualification", "Verdict", "assess", "stake_threshold"]
