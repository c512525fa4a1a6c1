"""The buying center: who decides at a key account, and whether we are in touch (DOMAIN.md section 8, DESIGN.md 4).

A member is *active* unless moved or left; only active members count below. Day differences are whole days.

    band        supporter (attitude > 0), opponent (< 0), neutral (0 or blank)
    cadence     the member's own where above 0, else the role's, else `contact_days`; days
    contact     kept: as_of − last contact is 0 … cadence; overdue: more; missing: no date, or one in the future
    step        missing: text or date blank; overdue: date < as_of; due: date − as_of is 0 … 6; else planned
    role        covered: an active member of the role has kept contact; named: there is an active member; else empty
    coverage    required roles covered ÷ required roles, 1 where none is required
    support     Σ influence · attitude ÷ (2 · Σ influence), −1 … 1, blanks as 0; 0 where Σ influence is not above 0
    single      with n = members whose last contact was 0 … `contact_days` ago: n > 0 and 1 ÷ n > `single_share`

A member has one date of contact, so each of the n has 1 ÷ n of the recent contacts. Quotients are rounded to six
decimals. Two rows for one person count as two people, which is a finding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

from kam_xl.i18n import Text
from kam_xl.model_tasks import Member
from kam_xl.policy.tasks import Band, BuyingRole, CenterRules
from kam_xl.rules.by_account import by_account
from kam_xl.rules.numbers import round6
from kam_xl.values import value

Contact = Literal["", "missing", "overdue", "kept"]
Step = Literal["", "missing", "overdue", "due", "planned"]
Hold = Literal["empty", "named", "covered"]

DUE_WITHIN = 7
"""A next step is due when its date is today or one of the six days after it: a week, looked at once a week."""


@value
class MemberStanding:
    """One person with what follows from the policy and the date; `contact` and `step` are "" where not active.

    `role` is None where the policy has no such role, `cadence` in days, `contacted_days` since the last contact (None
    where missing).
    """

    member: Member
    role: BuyingRole | None
    band: Band
    cadence: float
    contacted_days: int | None
    contact: Contact
    step: Step

    @property
    def direction(self) -> Text | None:
        """Return the direction of work proposed from role and attitude; None without a known role."""
        return self.role.direction(self.band) if self.role else None


@value
class RoleStanding:
    """One role at an account: how it is held, and by which active members."""

    role: BuyingRole
    hold: Hold
    people: tuple[MemberStanding, ...]


@value
class BuyingCenter:
    """The people of one account in the order of the table, and every role in the order of the policy.

    `recent` counts the active members contacted in the last `contact_days`; `single` is the first of them where too
    large a share of those contacts hangs on one person, else None.
    """

    account: str
    members: tuple[MemberStanding, ...]
    roles: tuple[RoleStanding, ...]
    support: float
    recent: int
    single: MemberStanding | None

    @property
    def active(self) -> tuple[MemberStanding, ...]:
        """Return the members who still count."""
        return tuple(one for one in self.members if one.member.active)

    @property
    def required(self) -> tuple[RoleStanding, ...]:
        """Return the roles that somebody must hold."""
        return tuple(one for one in self.roles if one.role.required)

    @property
    def coverage(self) -> float:
        """Return required roles covered ÷ required roles."""
        required = self.required
        return round6(sum(one.hold == "covered" for one in required) / len(required)) if required else 1.0

    @property
    def without_step(self) -> tuple[MemberStanding, ...]:
        """Return the active members who have no dated next step."""
        return tuple(one for one in self.members if one.step == "missing")

    @property
    def out_of_touch(self) -> tuple[MemberStanding, ...]:
        """Return the active members who were not contacted within their cadence."""
        return tuple(one for one in self.members if one.contact in ("missing", "overdue"))

    def hold(self, role: str) -> Hold:
        """Return how a role is held by its id; `empty` where the policy has no such role."""
        return next((one.hold for one in self.roles if one.role.id == role), "empty")


def buying_centers(
    members: Iterable[Member], accounts: Sequence[str], rules: CenterRules, as_of: dt.date
) -> tuple[BuyingCenter, ...]:
    """Return the buying center of each account to be judged, in their order; rows of all others are left alone."""
    rows = by_account(members)
    return tuple(_center(account, rows(account), rules, as_of) for account in accounts)


def member_standing(member: Member, rules: CenterRules, as_of: dt.date) -> MemberStanding:
    """Return what follows for one person from the policy and the date."""
    role = rules.role(member.role)
    cadence = cadence_of(member, role, rules)
    days = _days_since(member.last_contact, as_of)
    contact: Contact = "missing" if days is None else "kept" if days <= cadence else "overdue"
    return MemberStanding(
        member=member,
        role=role,
        band=band_of(member.attitude),
        cadence=cadence,
        contacted_days=days,
        contact=contact if member.active else "",
        step=_step(member, as_of) if member.active else "",
    )


def band_of(attitude: float | None) -> Band:
    """Return the band of an attitude; a blank one is neutral."""
    return "supporter" if (attitude or 0) > 0 else "opponent" if (attitude or 0) < 0 else "neutral"


def cadence_of(member: Member, role: BuyingRole | None, rules: CenterRules) -> float:
    """Return after how many days a person is to be contacted again."""
    if member.cadence is not None and member.cadence > 0:
        return member.cadence
    return role.cadence if role else rules.contact_days


def _center(account: str, rows: Sequence[Member], rules: CenterRules, as_of: dt.date) -> BuyingCenter:
    members = tuple(member_standing(row, rules, as_of) for row in rows)
    active = [one for one in members if one.member.active]
    recent = [one for one in active if one.contacted_days is not None and one.contacted_days <= rules.contact_days]
    single = bool(recent) and round6(1 / len(recent)) > round6(rules.single_share)
    return BuyingCenter(
        account=account,
        members=members,
        roles=tuple(_role(role, active) for role in rules.roles),
        support=_support(active),
        recent=len(recent),
        single=recent[0] if single else None,
    )


def _role(role: BuyingRole, active: Sequence[MemberStanding]) -> RoleStanding:
    people = tuple(one for one in active if one.member.role == role.id)
    covered = any(one.contact == "kept" for one in people)
    return RoleStanding(role, "covered" if covered else "named" if people else "empty", people)


def _support(active: Sequence[MemberStanding]) -> float:
    weight = sum(one.member.influence or 0 for one in active)
    pull = sum((one.member.influence or 0) * (one.member.attitude or 0) for one in active)
    return round6(pull / (2 * weight)) if weight > 0 else 0.0


def _step(member: Member, as_of: dt.date) -> Step:
    if not member.next_step.strip(" ") or member.next_date is None:
        return "missing"
    left = (member.next_date - as_of).days
    return "overdue" if left < 0 else "due" if left < DUE_WITHIN else "planned"


def _days_since(date: dt.date | None, as_of: dt.date) -> int | None:
    days = None if date is None else (as_of - date).days
    return None if days is None or days < 0 else days
