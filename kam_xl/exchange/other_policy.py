"""What becomes of a book's records when it is built from another policy than before."""

from __future__ import annotations

from dataclasses import replace

from kam_xl.i18n import Message, message
from kam_xl.model import Portfolio
from kam_xl.policy import Policy
from kam_xl.sheets import schema
from kam_xl.sheets.parse import Parsed


def left_out(parsed: Parsed, policy: Policy) -> list[Message]:
    """Return what a book of this policy has no sheet for, one phrase a table that holds records."""
    return [
        message("error.foreign_content.switched_off", sheet=parsed.tables[table.name].sheet, n=len(records))
        for table in schema.TABLES
        if not policy.has(table.tool) and (records := parsed.records.get(table.name))
    ]


def with_old_role_names(portfolio: Portfolio, before: Policy, after: Policy) -> Portfolio:
    """Return the portfolio with the old names, as people saw them, of roles that the new policy does not have."""
    gone = {
        role.id: role.name.in_(portfolio.lang) for role in before.center.roles if after.center.role(role.id) is None
    }
    if not any(one.role in gone for one in portfolio.tasks.members):
        return portfolio
    members = tuple(replace(one, role=gone.get(one.role, one.role)) for one in portfolio.tasks.members)
    return replace(portfolio, tasks=replace(portfolio.tasks, members=members))
