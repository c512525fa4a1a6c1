"""What a policy holds: frozen values, no reading and no checking.

Names of fields are the keys of the policy file, so that a finding, the Policy sheet and the file speak of the same
thing (`scoring.entry_points`). Sources of the numbers: DOMAIN.md sections 1 to 5. What it says of the three tasks is in
`policy.tasks`.
"""

from __future__ import annotations

from collections.abc import Mapping

from kam_xl.i18n import Text
from kam_xl.policy.tasks import CenterRules, DossierRules, ExchangeRules, PlanRules
from kam_xl.values import value

CRITERIA = ("large", "loyal", "promising", "status", "partner", "complex")
"""Ids of the six criteria, in the order of the columns (DOMAIN.md section 1)."""

LEVERS = ("assortment", "volume", "order", "defence", "access", "terms")
"""Ids of the six influence levers, in the order of the columns (DOMAIN.md section 3)."""

TOOLS = ("imports", "works_against_seller", "serves_rest", "dossier", "buying_center", "plan", "exchange")
"""Parts of the product that a company may switch off under `[tools]`."""

GRADE_MAX = 3
"""Highest grade and lever score; the lowest is 0 (DOMAIN.md section 3)."""


@value
class Criterion:
    """One criterion with its two meanings: for the company, and for the manager who does the work.

    `weight` is in points of 100; the six weights add up to 100. Source: DOMAIN.md sections 1 and 2.
    """

    id: str
    name: Text
    weight: float
    company: Text
    company_threshold: Text
    manager: Text
    manager_threshold: Text


@value
class Lever:
    """One influence lever: a question the manager asks himself; `weight` in points of 100, the six add up to 100.

    A `core` lever may open gate 1 alone, a helper may not. Source: DOMAIN.md section 3.
    """

    id: str
    name: Text
    core: bool
    weight: float
    question: Text
    evidence: Text


@value
class Scoring:
    """Thresholds of the verdict (DOMAIN.md section 4).

    `points_*` and `*_points` in points, `evidence_days*` in calendar days, `stake_share` as a fraction of the
    manager's yearly margin plan, `exit_reviews` as a number of quarterly reviews.
    """

    points_criteria: float
    points_influence: float
    core_min: float
    evidence_days: float
    evidence_days_new: float
    stake_share: float
    entry_points: float
    exit_points: float
    exit_reviews: float


@value
class Capacity:
    """How many key accounts a manager can carry (DOMAIN.md section 5); hours a month, `share_for_key` a fraction."""

    cap: float
    warn_above: float
    monthly_hours: float
    share_for_key: float
    hours_per_account: float


@value
class ImportRules:
    """Thresholds by which an import proposes flags, grades and levers from sales history (DOMAIN.md sections 1 to 3).

    Shares and probabilities are fractions, `loyal_months` active months of the last twelve.
    """

    company_large_share: float
    company_loyal_years: float
    company_growth: float
    manager_large_share: float
    manager_headroom_share: float
    loyal_months: float
    new_groups: float
    volume_growth: float
    price_conceded_share: float
    base_loss_probability: float
    headroom_share: float


@value
class Policy:
    """Everything the company decides; numbers and texts, in both languages."""

    version: str
    name: Text
    currency: Text
    criteria: tuple[Criterion, ...]
    levers: tuple[Lever, ...]
    grade_names: tuple[Text, ...]
    lever_names: tuple[Text, ...]
    scoring: Scoring
    capacity: Capacity
    imports: ImportRules
    tools: Mapping[str, bool]
    dossier: DossierRules
    center: CenterRules
    plan: PlanRules
    exchange: ExchangeRules

    def has(self, tool: str) -> bool:
        """Tell whether a part of the product is switched on; what no switch names is always on."""
        return not tool or self.tools[tool]
