"""The usual price of a product, against which a conceded one is seen."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kam_xl.exchange.imports.numbers import Floats
from kam_xl.exchange.imports.uniques import Codes


def usual_prices(products: Codes | None, prices: Floats) -> Floats:
    """Return for each row the median price of its product, NaN where it has none; prices in money a unit."""
    if products is None or not len(prices):
        return np.full(len(prices), np.nan)
    medians = pd.Series(prices).groupby(products).median()
    codes = medians.index.to_numpy()
    found = np.full(int(products.max()) + 2, np.nan)
    found[codes[codes >= 0]] = medians.to_numpy(dtype=np.float64)[codes >= 0]
    return found[products]
