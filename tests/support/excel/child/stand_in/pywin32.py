"""Enough of pywin32 for xlwings' Windows modules: `_xlwindows`, `udfs`, `com_server`."""

from __future__ import annotations

import ctypes
import datetime as dt
import sys
import types
from collections.abc import Callable
from typing import Any

HWND, PROCESS_ID = 1234, 4711
NO_WINDOW = 0


class ComError(Exception):
    """`pywintypes.com_error`: hresult, text, (code, source, text, help file, help id, scode) or None, argument."""

    @property
    def hresult(self) -> int:
        """Return the COM result code."""
        return int(self.args[0])

    @property
    def excepinfo(self) -> tuple[Any, ...] | None:
        """Return what Excel says about the error."""
        said: tuple[Any, ...] | None = self.args[2]
        return said


ComError.__name__ = ComError.__qualname__ = "com_error"
ComError.__module__ = "pywintypes"


class ComTime(dt.datetime):
    """`pywintypes.TimeType`: a datetime with a time zone."""


class CDispatch:
    """What `win32com` hands out."""


class TypeInfo:
    """The type information of a COM object, as far as `is_range_instance` and the retry wrapper ask."""

    def __init__(self, iid: str) -> None:
        self.iid = iid

    def GetTypeInfo(self) -> TypeInfo:  # noqa: N802
        """Return itself."""
        return self

    def GetTypeAttr(self) -> TypeInfo:  # noqa: N802
        """Return itself, who has `iid`."""
        return self

    def GetIDsOfNames(self, _lcid: int, name: str) -> None:  # noqa: N802
        """Deny a name.

        Raises:
            ComError: always; who asks has not found the attribute.
        """
        raise ComError(-2147352570, f"Unknown name: {name}", None, None)


class Anything:
    """Answers every call with 0: functions of Windows whose effect nobody looks at."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything()

    def __setattr__(self, name: str, value: object) -> None: ...

    def __call__(self, *_: object, **__: object) -> int:
        return 0


class Wrapped:
    """A Python object on its way to VBA."""

    def __init__(self, obj: object) -> None:
        self.obj = obj


def unwrap(wrapped: object) -> object:
    """Return the Python object that VBA hands back.

    Raises:
        TypeError: it is none of ours.
    """
    if isinstance(wrapped, Wrapped):
        return wrapped.obj
    raise TypeError("not a wrapped Python object")


def install(excel: Callable[[], Any], message_box: Callable[[str, str, int], int]) -> None:
    """Put the modules in place.

    Args:
        excel: gives the COM object of Excel's main window, who has `Application`.
        message_box: shows text, title and style; returns the code of the button.
    """
    quiet = Anything()
    _module("pywintypes", com_error=ComError, error=ComError, TimeType=ComTime, IID=str)
    com = _module(
        "pythoncom",
        com_error=ComError,
        ole_error=ComError,
        IID_IDispatch="IDispatch",
        IID_IEnumVARIANT="IEnumVARIANT",
        TypeIIDs={"IDispatch": type("PyIDispatch", (), {})},
        CoInitialize=lambda: None,
        CoUninitialize=lambda: None,
        CoMarshalInterThreadInterfaceInStream=lambda _, obj: obj,
        CoGetInterfaceAndReleaseStream=lambda stream, _: stream,
    )
    same = _first
    classes = {"CDispatch": CDispatch, "CoClassBaseClass": type("A", (), {}), "DispatchBaseClass": type("B", (), {})}
    _module("win32com", client=_module("win32com.client", Dispatch=same, DispatchEx=same, gencache=quiet, **classes))
    _module(
        "win32com.server", util=_module("win32com.server.util", wrap=lambda obj, iid=None: Wrapped(obj), unwrap=unwrap)
    )
    _module("win32com.server.policy", DefaultPolicy=object)
    _module("win32com.server.dispatcher")
    _module("win32api", MessageBox=lambda _, text, title, style: message_box(text, title, style))
    _module("win32con", MB_OK=0, MB_OKCANCEL=1, MB_YESNOCANCEL=3, MB_YESNO=4, MB_ICONWARNING=48, MB_ICONINFORMATION=64)
    _module("win32gui", FindWindowEx=lambda *_: HWND)
    _module("win32process", GetWindowThreadProcessId=lambda _: (0, PROCESS_ID))
    _module("win32event")
    _module("win32timezone", TimeZoneInfo=type("TimeZoneInfo", (), {"utc": staticmethod(lambda: dt.UTC)}))
    _windows_functions(com.__file__, excel)


def _windows_functions(pythoncom_file: str | None, excel: Callable[[], Any]) -> None:
    user32 = types.SimpleNamespace(
        GetTopWindow=lambda _: HWND,
        GetWindow=lambda *_: NO_WINDOW,
        GetForegroundWindow=lambda: HWND,
        SetForegroundWindow=lambda _: 1,
        SetWindowPos=lambda *_: 1,
    )
    ctypes.windll = types.SimpleNamespace(user32=user32)  # type: ignore[attr-defined]
    ctypes.oledll = Anything()  # type: ignore[attr-defined]
    genuine = ctypes.PyDLL

    class Converter:
        """`PyCom_PyObjectFromIUnknown`: makes a Python object of the window's interface."""

        def __call__(self, *_: object) -> Any:
            return excel()

    def library(name: str | None = None, *args: Any, **options: Any) -> Any:
        if name is not None and name == pythoncom_file:
            return types.SimpleNamespace(PyCom_PyObjectFromIUnknown=Converter())
        return genuine(name, *args, **options)

    ctypes.PyDLL = library  # type: ignore[assignment, misc]


def _first(value: Any, *_: object, **__: object) -> Any:
    return value


def _module(name: str, **content: object) -> types.ModuleType:
    module = types.ModuleType(name)
    module.__file__ = f"<{name}>"
    module.__path__ = []
    for key, value in content.items():
        setattr(module, key, value)
    sys.modules[name] = module
    return module
