"""Books that lost their id with the hidden sheet: each is a version of its manager's book where he has exactly one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeVar

from kam_xl.exchange.digest import Digest, Outcome, with_book_id
from kam_xl.exchange.store import Known, Store
from kam_xl.model import natural_name

_MOST = 50
"""Books that wait for others at once; they are held in memory."""
T = TypeVar("T")


def with_ids_at_last(read: Iterable[tuple[T, Outcome | None]]) -> Iterator[tuple[T, Outcome | None]]:
    """Yield what was read, books without an id after the others: the book that they belong to may come behind them."""
    waiting: deque[tuple[T, Outcome | None]] = deque()
    for met, outcome in read:
        if not isinstance(outcome, Digest) or outcome.numbered:
            yield met, outcome
            continue
        waiting.append((met, outcome))
        if len(waiting) > _MOST:
            yield waiting.popleft()
    yield from waiting


def with_known_id(digest: Digest, known: Known | None, store: Store) -> Digest:
    """Return a book without an id as the one that its file is known as, else as the only other one of its manager."""
    if digest.numbered:
        return digest
    if known is not None:
        return with_book_id(digest, known.book_id)
    name = natural_name(digest.manager)
    ids = {one.book_id for one in store.current() if name and natural_name(one.manager) == name} - {digest.book_id}
    return with_book_id(digest, ids.pop()) if len(ids) == 1 else digest
