"""What Excel is told about macros: settings, trusted locations, and group policy, which goes before both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PureWindowsPath

from kam_xl.machine import Machine, Value, expanded

EXCEL_SECURITY = r"HKCU\Software\Microsoft\Office\16.0\Excel\Security"
TRUSTED_LOCATIONS = rf"{EXCEL_SECURITY}\Trusted Locations"
POLICIES = (r"HKCU\Software\Policies\Microsoft\Cloud\Office\16.0", r"HKCU\Software\Policies\Microsoft\Office\16.0")
"""Where group policy stands, and above it what Microsoft's cloud policy service writes."""

_CLICK_TO_RUN = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_OUTLOOK = r"HKLM\SOFTWARE\Microsoft\Office\16.0\Outlook"


@dataclass(frozen=True, slots=True)
class Office:
    """What Excel is told about macros.

    `warnings` is VBAWarnings: 1 all macros run, 2 Excel asks, 3 only signed ones, 4 none; None where nobody set it.
    `locations` are the trusted folders that count, with whether folders in them count too; `user_locations` is false
    where policy lets only its own count. `bits` of Excel is 0 where it is not known.
    """

    bits: int = 0
    warnings: int | None = None
    internet_blocked: bool = False
    user_locations: bool = True
    locations: tuple[tuple[str, bool], ...] = ()

    def trusts(self, folder: PureWindowsPath) -> bool:
        """Tell whether macros of the books in a folder run without being asked about."""
        tried = [(folder, True), *((above, False) for above in folder.parents)]
        return any(
            PureWindowsPath(path) == one and (itself or deep) for one, itself in tried for path, deep in self.locations
        )


def office(machine: Machine) -> Office:
    """Return what Excel is told about macros, by policy or by the person; policy goes first."""
    by_policy = policy(machine, r"Excel\Security", "VBAWarnings")
    warnings = by_policy if by_policy is not None else machine.registry(EXCEL_SECURITY, "VBAWarnings")
    return Office(
        bits=_excel_bits(machine),
        warnings=warnings if isinstance(warnings, int) else None,
        internet_blocked=policy(machine, r"Excel\Security", "blockcontentexecutionfrominternet") == 1,
        user_locations=user_locations(machine),
        locations=_locations(machine),
    )


def policy(machine: Machine, key: str, name: str) -> Value | None:
    """Return what a policy of Office says; `key` stands under the root of the policies."""
    found = (machine.registry(rf"{root}\{key}", name) for root in POLICIES)
    return next((value for value in found if value is not None), None)


def user_locations(machine: Machine) -> bool:
    """Tell whether a trusted location that a person sets counts, as far as policy goes."""
    if policy(machine, r"Excel\Security\Trusted Locations", "AllLocationsDisabled") == 1:
        return False
    return policy(machine, r"Common\Security\Trusted Locations", "Allow User Locations") != 0


def _locations(machine: Machine) -> tuple[tuple[str, bool], ...]:
    off = (*(rf"{root}\Excel\Security\Trusted Locations" for root in POLICIES), TRUSTED_LOCATIONS)
    if any(machine.registry(key, "AllLocationsDisabled") == 1 for key in off):
        return ()
    keys = off if user_locations(machine) else off[:-1]
    network = any(machine.registry(key, "AllowNetworkLocations") == 1 for key in off)
    found = []
    for location in (rf"{key}\{name}" for key in keys for name in machine.subkeys(key)):
        path = expanded(machine, str(machine.registry(location, "Path") or ""))
        if path and (network or not path.startswith("\\\\")):
            found.append((path, machine.registry(location, "AllowSubFolders") == 1))
    return tuple(found)


def _excel_bits(machine: Machine) -> int:
    platform = machine.registry(_CLICK_TO_RUN, "Platform") or machine.registry(_OUTLOOK, "Bitness")
    return {"x64": 64, "x86": 32}.get(str(platform), 0)
