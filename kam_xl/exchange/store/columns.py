"""Kinds of columns that every database has: whole numbers, numbers and texts; days and moments are texts that sort."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, String, Text

KEY = String(190)
"""As wide as the index of any database can be; ids of books come from other people's files."""

MOMENT, DAY, SHA256, PRINT, WORD = String(32), String(10), String(64), String(64), String(40)


def text(name: str, *, null: bool = False) -> Column[str]:
    """Return a column of a text of any length."""
    return Column(name, Text, nullable=null)


def number(name: str, *, null: bool = False) -> Column[int]:
    """Return a column of whole numbers."""
    return Column(name, Integer, nullable=null)


def refers(name: str, to: str, *, null: bool = False) -> Column[int]:
    """Return a column that names a row of another table by its number."""
    return Column(name, Integer, ForeignKey(to), nullable=null)


def amount(name: str) -> Column[float]:
    """Return a column of numbers that may be blank."""
    return Column(name, Float, nullable=True)


def day(name: str) -> Column[str]:
    """Return a column of days that may be blank."""
    return Column(name, DAY, nullable=True)


def own() -> Column[int]:
    """Return the number of a row."""
    return Column("id", Integer, primary_key=True)
