"""Compare two values of the model field by field, so that a failure names what differs."""

from __future__ import annotations

import dataclasses


def differences(found: object, wanted: object, path: str = "") -> list[str]:
    """Return a line for each field that differs: where it stands, what was found and what was wanted."""
    if found == wanted:
        return []
    if dataclasses.is_dataclass(wanted) and type(found) is type(wanted):
        names = [field.name for field in dataclasses.fields(wanted)]
        return [
            line
            for name in names
            for line in differences(getattr(found, name), getattr(wanted, name), f"{path}.{name}".lstrip("."))
        ]
    if isinstance(found, tuple) and isinstance(wanted, tuple) and len(found) == len(wanted):
        pairs = enumerate(zip(found, wanted, strict=True))
        return [line for i, (one, other) in pairs for line in differences(one, other, f"{path}[{i}]")]
    return [f"{path}: {found!r} instead of {wanted!r}"]
