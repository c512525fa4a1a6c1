"""The store of collected books: every version by book, record and field, and what each was judged to be."""

from __future__ import annotations

from kam_xl.exchange.store.store import Store
from kam_xl.exchange.store.values import Arrival, ArrivalKind, ChangeKind, FieldChange, Known, Run, Submission

__all__ = ["Arrival", "ArrivalKind", "ChangeKind", "FieldChange", "Known", "Run", "Store", "Submission"]
