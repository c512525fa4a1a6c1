"""Call procedures of a document's VBA project in LibreOffice, and tell when one fails or the project does not compile.

Called directly, a procedure that fails returns nothing, as one that succeeds, and so does every procedure of a project
of which one module does not compile. Hence a module of our own beside the others: it calls them, catches what they
raise, and stays silent only where nothing compiles. It also takes numbers for any parameter, which a direct call does
not.

Runs under the system's Python, inside `tests.support.lo_server`: standard library and objects of `uno` only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

_MODULE = "KamTestCalls"
_PROCEDURE = re.compile(r"[A-Za-z]\w*\.[A-Za-z]\w*")
_HEAD = "Rem Attribute VBA_ModuleType=VBAModule\nOption VBASupport 1\n"
_ALIVE = "\nFunction KamTestAlive\n  KamTestAlive = True\nEnd Function\n"
# Dates and error values do not survive the way to Python.
_CALL = """
Function Call{number}({parameters})
  On Error GoTo failed
  Dim value As Variant
  value = {procedure}({parameters})
  If IsError(value) Then
    value = CStr(value)
  ElseIf TypeName(value) = "Date" Then
    value = CDbl(value)
  End If
  Call{number} = Array({results})
  Exit Function
failed:
  Call{number} = Err.Description
End Function
"""
_OWN_LINES = ("Rem Attribute VBA_ModuleType", "Option ClassModule", "Option Explicit")

Calls = Sequence[tuple[str, Sequence[Any]]]
"""Procedures (`Module.Procedure`) with their arguments."""


def prepare(document: Any, calls: Calls, blank: Callable[[], Any]) -> None:
    """Add to an open document what calls its procedures; nothing of the document runs.

    Args:
        document: opened with macros on.
        calls: what will be called; see `call`.
        blank: makes an empty document with macros on, to compile single modules in.

    Raises:
        ValueError: there is no VBA project, it does not compile, or a procedure's name is none.
    """
    libraries = document.BasicLibraries
    if not libraries.hasByName(libraries.ProjectName):
        raise ValueError("the book has no VBA project")
    project = libraries.getByName(libraries.ProjectName)
    texts = {name: project.getByName(name) for name in project.getElementNames()}
    functions = [_function(number, *one) for number, one in enumerate(calls)]
    project.insertByName(_MODULE, "".join([_HEAD, _ALIVE, *functions]))
    if not _invoke(document, f"{libraries.ProjectName}.{_MODULE}.KamTestAlive"):
        raise ValueError(f"the VBA project does not compile: see {', '.join(_faulty(texts, blank)) or 'all modules'}")


def call(document: Any, calls: Calls) -> Iterator[dict[str, Any]]:
    """Call the procedures that the document is prepared for; yield what each returns, and its arguments after it.

    Raises:
        ValueError: a procedure is missing or failed.
    """
    project = document.BasicLibraries.ProjectName
    for number, (procedure, arguments) in enumerate(calls):
        found = _invoke(document, f"{project}.{_MODULE}.Call{number}", *arguments)
        if not isinstance(found, tuple):
            raise ValueError(f"{procedure}: {found}")
        yield {"value": found[0], "arguments": found[1:]}


def _function(number: int, procedure: str, arguments: Sequence[Any]) -> str:
    if not _PROCEDURE.fullmatch(procedure):
        raise ValueError(f"{procedure} is not the name of a module and of a procedure in it")
    names = [f"a{i}" for i in range(len(arguments))]
    results = ", ".join(["value", *names])
    return _CALL.format(number=number, procedure=procedure, parameters=", ".join(names), results=results)


def _faulty(texts: dict[str, str], blank: Callable[[], Any]) -> list[str]:
    """Return the modules that do not compile alone; names they take from others count as declared."""
    document = blank()
    try:
        return [name for name, text in texts.items() if not _compiles(document, name, text)]
    finally:
        document.close(True)


def _compiles(document: Any, name: str, text: str) -> bool:
    lines = [line for line in text.split("\n") if not line.startswith(_OWN_LINES)]
    library = document.BasicLibraries.createLibrary(f"Only{name}")
    library.insertByName("Only", "\n".join(lines) + _ALIVE)
    return bool(_invoke(document, f"Only{name}.Only.KamTestAlive"))


def _invoke(document: Any, name: str, *arguments: Any) -> Any:
    script = f"vnd.sun.star.script:{name}?language=Basic&location=document"
    return document.getScriptProvider().getScript(script).invoke(arguments, (), ())[0]
