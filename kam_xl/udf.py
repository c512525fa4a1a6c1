"""The surface of the worksheet functions: what the UDF server of xlwings calls, made from their registry.

Importing it costs the standard library and xlwings only. Each function takes the workbook's context first, which the
VBA wrapper adds, then its own arguments as raw values.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import xlwings

from kam_xl.commands.function_values import Function, call
from kam_xl.commands.functions import FUNCTIONS
from kam_xl.i18n import template

CATEGORY = "KAM"


def exposed(function: Function) -> Callable[..., Any]:
    """Return a function as xlwings calls it: with the signature of its registry entry, arguments unconverted."""

    def answer(context: object, *arguments: object) -> object:
        return call(function, context, arguments)

    names = ["context", *(argument.name for argument in function.arguments)]
    positional = inspect.Parameter.POSITIONAL_OR_KEYWORD
    answer.__name__ = answer.__qualname__ = function.name
    answer.__doc__ = template("en", f"function.{function.name}")
    answer.__signature__ = inspect.Signature([inspect.Parameter(name, positional) for name in names])  # type: ignore[attr-defined]
    answer.__annotations__ = {}
    made: Callable[..., Any] = xlwings.func(category=CATEGORY)(answer)
    for name in names:
        made = xlwings.arg(name, "raw")(made)
    return made


globals().update({function.name: exposed(function) for function in FUNCTIONS})
