"""Read names as codes: one code for each client, seller, product, however its spelling varies."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from kam_xl.exchange.imports.uniques import Codes, different
from kam_xl.model import natural_name

NOBODY = -1
"""Code of a blank cell."""


@dataclass(frozen=True, slots=True)
class Labels:
    """A column of names: a code for each row, `NOBODY` where blank, and the name of each code as first spelt."""

    codes: Codes
    names: tuple[str, ...]

    def translate(self, name_of: Callable[[str], str]) -> Labels:
        """Return other labels of the same rows, made from the names; "" makes a row blank."""
        labels = read_labels([name_of(name) for name in self.names])
        return Labels(np.append(labels.codes, NOBODY)[self.codes], labels.names)


def read_labels(cells: Sequence[object], key: Callable[[str], str] = natural_name) -> Labels:
    """Return the names of a column as codes; spellings of one `key` are one name.

    Args:
        cells: texts, numbers and blanks mixed; 13607.0 is read as "13607".
        key: what makes two spellings the same.
    """
    raw, uniques = different(cells)
    positions: dict[str, int] = {}
    names: list[str] = []
    mapped = np.full(len(uniques) + 1, NOBODY, dtype=np.int64)
    for i, item in enumerate(uniques):
        if not (name := text_of(item)):
            continue
        code = positions.setdefault(key(name), len(names))
        if code == len(names):
            names.append(name)
        mapped[i] = code
    return Labels(mapped[raw], tuple(names))


def nobody(count: int) -> Labels:
    """Return labels of so many rows that name nobody: the sellers of an export that is one seller's."""
    return Labels(np.full(count, NOBODY, dtype=np.int64), ())


def text_of(value: object) -> str:
    """Return a cell as a name: blanks trimmed and single, whole numbers without decimals."""
    if isinstance(value, float):
        return "" if value != value else str(int(value)) if value == int(value) else str(value)
    if value is None:
        return ""
    text = " ".join(str(value).split())
    return text[:-2] if re.fullmatch(r"\d+\.0", text) else text


def product_key(name: str) -> str:
    """Return a product's name as it counts for comparing: letters and digits only (`GTXPro` is `GTX Pro`)."""
    return re.sub(r"[\W_]+", "", natural_name(name)) or natural_name(name)
