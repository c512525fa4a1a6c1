"""A click loads the standard library, xlwings and little of ours: it must answer in a blink."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kam_xl.commands.registry import COMMANDS

HEAVY = (
    "pandas", "numpy", "sqlalchemy", "openpyxl", "pydantic", "click", "rich", "xlsxwriter", "python_calamine",
    "defusedxml",
)  # fmt: skip
SLOW = ("tomllib", "difflib", "decimal", "zipfile", "kam_xl.build", "kam_xl.exchange.books")
"""What takes a noticeable time to load and no click needs."""


def loaded(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has after running some code, xlwings' own imports kept out."""
    blocked = (
        "import sys; sys.modules['pandas'] = sys.modules['numpy'] = None; import xlwings; before = set(sys.modules)"
    )
    ask = "print(*sorted(name for name in set(sys.modules) - before if sys.modules[name] is not None))"
    done = subprocess.run(
        [sys.executable, "-c", f"{blocked}\n{code}\n{ask}"], capture_output=True, check=True, text=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("name", [one.name for one in COMMANDS.values() if not one.full])
def test_a_press_loads_its_own_command_and_nothing_heavy(name: str) -> None:
    found = loaded(
        f"import kam_xl.ribbon\nfrom kam_xl.commands.registry import COMMANDS\nCOMMANDS[{name!r}].function()"
    )
    assert not found & {*HEAVY, *SLOW}
    others = {one.home.partition(":")[0] for one in COMMANDS.values() if one.name != name}
    assert not found & (others - {COMMANDS[name].home.partition(":")[0]})


def test_worksheet_functions_load_nothing_heavy() -> None:
    assert not loaded("import kam_xl.udf") & {*HEAVY, *SLOW}
