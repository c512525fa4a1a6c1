"""A team as of a day: the rows of all its tables, in the words of one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from kam_xl.exchange.team_tables import Row
from kam_xl.i18n import Lang
from kam_xl.policy import Policy
from kam_xl.values import value


@value
class TeamView:
    """What the team workbook shows and analysts get: rows by name of the team table (`TEAM_TABLES`).

    `policy` is the company's, by which all were judged as of `as_of`; `made` is the moment of the run, UTC; `since` the
    moment of the collection before it, None for the first.
    """

    lang: Lang
    policy: Policy
    as_of: dt.date
    made: dt.datetime
    since: dt.datetime | None
    tables: Mapping[str, Sequence[Row]]
