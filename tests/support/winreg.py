"""Windows' module `winreg` in memory, as much of it as `kam_xl.machine` uses."""

from __future__ import annotations

from types import ModuleType, TracebackType
from typing import Any


class Key:
    """An open key: its path from the root on, and the registry that it belongs to."""

    def __init__(self, registry: Registry, path: str) -> None:
        self.registry, self.path = registry, path

    def __enter__(self) -> Key:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.registry.left_open.remove(self)


class Registry(ModuleType):
    """The module; `keys` holds what was written: path → name → (value, type)."""

    HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE = "<user>", "<machine>"
    KEY_READ, KEY_WOW64_64KEY = 0x20019, 0x0100
    REG_SZ, REG_BINARY, REG_DWORD = 1, 3, 4

    def __init__(self) -> None:
        super().__init__("winreg")
        self.keys: dict[str, dict[str, tuple[Any, int]]] = {}
        self.left_open: list[Key] = []

    def CreateKey(self, root: str, path: str) -> Key:  # noqa: N802
        self.keys.setdefault(rf"{root}\{path}", {})
        return self._opened(rf"{root}\{path}")

    def OpenKey(self, root: str, path: str, reserved: int, access: int) -> Key:  # noqa: N802
        assert (reserved, access) == (0, self.KEY_READ | self.KEY_WOW64_64KEY)
        full = rf"{root}\{path}"
        if not any(one == full or one.startswith(f"{full}\\") for one in self.keys):
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return self._opened(full)

    def QueryValueEx(self, key: Key, name: str) -> tuple[Any, int]:  # noqa: N802
        try:
            return self.keys[key.path][name]
        except KeyError:
            raise FileNotFoundError(2, "The system cannot find the file specified") from None

    def SetValueEx(self, key: Key, name: str, reserved: int, kind: int, value: object) -> None:  # noqa: N802
        assert reserved == 0
        self.keys[key.path][name] = (value, kind)

    def DeleteKey(self, root: str, path: str) -> None:  # noqa: N802
        if rf"{root}\{path}" not in self.keys:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        del self.keys[rf"{root}\{path}"]

    def QueryInfoKey(self, key: Key) -> tuple[int, int, int]:  # noqa: N802
        return len(self._under(key)), len(self.keys.get(key.path, {})), 0

    def EnumKey(self, key: Key, i: int) -> str:  # noqa: N802
        return self._under(key)[i]

    def _under(self, key: Key) -> list[str]:
        start = f"{key.path}\\"
        return sorted({one[len(start) :].partition("\\")[0] for one in self.keys if one.startswith(start)})

    def _opened(self, path: str) -> Key:
        self.left_open.append(key := Key(self, path))
        return key
