"""What counts as a product group: the export's own column, or the nearest thing to it that the export has."""

from __future__ import annotations

import re

from kam_xl.exchange.imports.frame import Frame
from kam_xl.exchange.imports.labels import Labels, nobody, product_key, read_labels
from kam_xl.i18n import Message, message

FEW_GROUPS = 5
"""Below it, groups are too coarse to show breadth, and products are taken where they are few enough."""
MANY_PRODUCTS = 40
"""Above it, single products are too fine to be groups."""

_GOODS = re.compile(r".*\d.*")
_NUMERIC_CODE = re.compile(r"(\d{2})\d{2,}")


def products_of(frame: Frame) -> Labels | None:
    """Return what is sold, one code a product however it is spelt; by name, or by code where there is no name."""
    for field in ("product", "code"):
        if frame.has(field):
            return read_labels(frame.cells(field), product_key)
    return None


def groups_of(frame: Frame, products: Labels | None, catalogue: dict[str, str]) -> tuple[Labels, Message]:
    """Return the product group of each row, and the sentence that says what was taken for a group.

    Args:
        frame: the file of sales or deals.
        products: what `products_of` gave.
        catalogue: product key → group, from a products file beside it.
    """
    own: tuple[Labels, Message] | None = None
    if frame.has("group"):
        header = frame.headers[frame.positions["group"]]
        own = read_labels(frame.cells("group")), message("import.groups.column", column=header)
    elif products and catalogue:
        labels = products.translate(lambda name: catalogue.get(product_key(name), ""))
        own = labels, message("import.groups.catalogue")
    if own and (len(own[0].names) >= FEW_GROUPS or products is None):
        return own
    if products and len(products.names) <= MANY_PRODUCTS:
        return products, message("import.groups.product", n=len(products.names))
    if own:
        return own
    if frame.has("code"):
        codes = read_labels(frame.cells("code"))
        goods = [name for name in codes.names if _GOODS.match(name)]
        if sum(bool(_NUMERIC_CODE.match(name)) for name in goods) > 0.8 * len(goods) > 0:
            return codes.translate(_code_group), message("import.groups.code")
    if products:
        return products.translate(_first_word), message("import.groups.word")
    return nobody(len(frame.rows)), message("import.groups.none")


def _code_group(code: str) -> str:
    """Return the first two digits; codes that do not begin with digits are postage, fees and other services."""
    match = _NUMERIC_CODE.match(code)
    return f"{match[1]}…" if match else ""


def _first_word(name: str) -> str:
    words = re.findall(r"[^\W\d_]{3,}", name)
    return words[0].casefold() if words else ""
