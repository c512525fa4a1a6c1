"""The policy: what the company as methodologist decides, as frozen values; read from TOML or carried in a workbook."""

from __future__ import annotations

from kam_xl.policy.codec import fingerprint, from_dict, to_dict
from kam_xl.policy.model import (
    CRITERIA,
    LEVERS,
    TOOLS,
    Capacity,
    Criterion,
    ImportRules,
    Lever,
    Policy,
    Scoring,
)
from kam_xl.policy.tasks import (
    BuyingRole,
    CenterRules,
    DossierGroup,
    DossierRules,
    ExchangeRules,
    PlanRules,
    Question,
    QuestionSet,
)

__all__ = [
    "CRITERIA",
    "LEVERS",
    "TOOLS",
    "BuyingRole",
    "Capacity",
    "CenterRules",
    "Criterion",
    "DossierGroup",
    "DossierRules",
    "ExchangeRules",
    "ImportRules",
    "Lever",
    "PlanRules",
    "Policy",
    "Question",
    "QuestionSet",
    "Scoring",
    "fingerprint",
    "from_dict",
    "to_dict",
]
