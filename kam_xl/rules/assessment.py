"""Assess a whole portfolio: each account's verdict after the cap, and how the manager stands against his limit."""

from __future__ import annotations

import datetime as dt

from kam_xl.model import Account, Portfolio, ServedBy
from kam_xl.policy import CRITERIA, Policy
from kam_xl.rules.cap import RankKey, account_limit, hours_limit, ranks
from kam_xl.rules.qualify import Qualification, Verdict, qualify
from kam_xl.values import value


@value
class Assessment:
    """Everything computed for one account; two statuses stand side by side, the company's and the manager's."""

    account: Account
    qualification: Qualification
    rank: int | None
    place_ok: bool
    row: int

    @property
    def verdict(self) -> Verdict:
        """Return the verdict after the cap."""
        before = self.qualification.verdict_before_cap
        return Verdict.OVER_CAP if before is Verdict.KEY and not self.place_ok else before

    @property
    def manager_key(self) -> bool:
        """Tell whether the client is key for this manager."""
        return self.verdict is Verdict.KEY

    @property
    def company_key(self) -> bool:
        """Tell whether the client is key for the company: any of the six flags (DOMAIN.md section 1)."""
        return any(self.account.company)

    @property
    def rank_key(self) -> RankKey | None:
        """Return what ranks the account, None where it does not qualify."""
        return rank_key(self.account, self.qualification, self.row) if self.qualification.qualifies else None

    @property
    def serve_proposal(self) -> ServedBy:
        """Return who could serve a company-key client that is not the manager's: head, specialist or service.

        A partner is agreed upon by owners, so the head; a complex one needs a specialist (DOMAIN.md sections 2, 4).
        """
        if not self.company_key or self.manager_key:
            return ""
        if self.account.company[CRITERIA.index("partner")]:
            return "head"
        return "specialist" if self.account.company[CRITERIA.index("complex")] else "service"


@value
class PortfolioAssessment:
    """A manager's accounts with their verdicts, and the cap; `limit` and `hours_limit` count accounts."""

    as_of: dt.date
    policy: Policy
    portfolio: Portfolio
    accounts: tuple[Assessment, ...]
    limit: int
    hours_limit: int

    @property
    def ranked(self) -> list[Assessment]:
        """Return the accounts that qualify before the cap, best first."""
        return sorted((item for item in self.accounts if item.rank is not None), key=lambda item: item.rank or 0)

    @property
    def qualifying(self) -> int:
        """Return how many accounts qualify before the cap."""
        return sum(item.rank is not None for item in self.accounts)

    @property
    def over(self) -> int:
        """Return how many qualify beyond the limit; negative where there is room."""
        return self.qualifying - self.limit

    @property
    def on_record(self) -> list[Assessment]:
        """Return the accounts that are key on record."""
        return [item for item in self.accounts if item.account.on_record]

    @property
    def record_over(self) -> int:
        """Return how many accounts on record are beyond the limit; negative where there is room."""
        return len(self.on_record) - self.limit

    @property
    def leavers(self) -> list[Assessment]:
        """Return accounts on record whose place is in doubt, the weakest first: not key any more, or outranked."""
        doubtful = [item for item in self.on_record if not item.manager_key]
        return sorted(doubtful, key=weakness)

    @property
    def candidates(self) -> list[Assessment]:
        """Return the accounts that qualify and are not on record, best first."""
        return [item for item in self.ranked if not item.account.on_record]


def weakness(item: Assessment) -> tuple[bool, int, float, str]:
    """Return what orders accounts, the weakest smallest: those that do not qualify, then the last ranks."""
    return item.rank is not None, -(item.rank or 0), item.qualification.points, item.account.id


def rank_key(account: Account, qualification: Qualification, row: int) -> RankKey:
    """Return what orders qualifying accounts, the best smallest."""
    return (-qualification.points, -qualification.tie, account.id, row)


def assess(portfolio: Portfolio, policy: Policy, as_of: dt.date) -> PortfolioAssessment:
    """Judge every account of a portfolio as of a date, in the order of its rows."""
    setup = portfolio.setup
    judged = [qualify(account, policy, setup.margin_plan, as_of) for account in portfolio.accounts]
    keys = [
        rank_key(account, one, row) if one.qualifies else None
        for row, (account, one) in enumerate(zip(portfolio.accounts, judged, strict=True))
    ]
    limit = account_limit(policy, setup.hours)
    accounts = tuple(
        Assessment(account, one, rank, rank is None or rank <= limit, row)
        for row, (account, one, rank) in enumerate(zip(portfolio.accounts, judged, ranks(keys), strict=True))
    )
    return PortfolioAssessment(as_of, policy, portfolio, accounts, limit, hours_limit(policy, setup.hours))
