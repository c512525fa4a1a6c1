"""The example team that ships with the project: a supplier of valves and flanges, three sales managers, their clients.

The data stand in TOML files, both languages side by side; `demo_portfolios` reads them into the model.
"""

from __future__ import annotations

from kam_xl.demo.team import DEMO_AS_OF, DEMO_MANAGERS, demo_portfolio, demo_portfolios

__all__ = ["DEMO_AS_OF", "DEMO_MANAGERS", "demo_portfolio", "demo_portfolios"]
