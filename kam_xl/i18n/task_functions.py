"""What the function wizard says of the worksheet functions of the three tasks; at most 255 characters each."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
