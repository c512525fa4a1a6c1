"""Look at each different cell of a column once: exports repeat the same few thousand names, dates and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.int64]


def different(cells: Sequence[object]) -> tuple[Codes, list[Any]]:
    """Return the different cells in the order of their first row, and for each row which it is; −1 for None."""
    column: pd.Series[Any] = pd.Series(list(cells), dtype=object)
    codes, values = pd.factorize(column)
    return codes.astype(np.int64), list(values)
