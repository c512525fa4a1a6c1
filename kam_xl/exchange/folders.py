"""The command “Create folders”: for each key account a folder with one sub-folder a group of its dossier.

What is there stays as it is; only what is missing is made. The workbook keeps the way to a folder relative to itself,
so that a whole tree of workbook and folders can be moved.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath

from kam_xl.commands.folder_names import folder_name, folder_names
from kam_xl.commands.task import Outcome, Task
from kam_xl.errors import BookNotLocal
from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import Lang, message, say
from kam_xl.model import Account
from kam_xl.policy import Policy
from kam_xl.values import value


@value
class _Made:
    """What became of one account: its way as the workbook keeps it, how many folders were made, what went wrong."""

    way: str
    new: int
    findings: tuple[Finding, ...] = ()


def create_folders(task: Task) -> Outcome:
    """Make the folders of the key accounts on record that lack some, and put the way to each into the workbook.

    `args["book"]` is the workbook's own path. `args["root"]` may name the folder that holds all of them; a folder
    beside the workbook is taken where it does not. A client that already has a way keeps that folder, whatever he is
    called now. Issues: `folder_elsewhere`, `folder_blocked`, `folder_not_relative`.

    Raises:
        BookNotLocal: the workbook lies at a web address, or was never saved; nothing lies beside it.
        UnreadableValues: cells of the book cannot be read, so nothing may be written.
    """
    task.refuse_unreadable()
    home = _home(str(task.args["book"]))
    root = Path(task.args.get("root") or home / say(task.lang, "folders.root"))
    accounts = list(task.parsed.portfolio.accounts)
    keys = [i for i, one in enumerate(accounts) if one.on_record and one.account.strip()]
    names = _names(keys, accounts)
    made = {i: _made(accounts[i], names.get(i, ""), root, home, task) for i in keys}
    for i, one in made.items():
        accounts[i] = replace(accounts[i], folder=one.way)
    findings = task.located(tuple(one for item in made.values() for one in item.findings))
    said = message(
        "outcome.folders" if keys else "outcome.folders.none",
        n=sum(one.new for one in made.values()), clients=len(keys), root=str(root),
    )  # fmt: skip
    data = {
        "root": str(root),
        "accounts": [{"account": accounts[i].account, "folder": accounts[i].folder} for i in keys],
    }
    portfolio = replace(task.parsed.portfolio, accounts=tuple(accounts))
    return Outcome(said, data, findings, findings, None, portfolio)


def _home(book: str) -> Path:
    path = Path(book)
    if "://" in book or not path.is_absolute():
        raise BookNotLocal(book)
    return path.parent


def _names(keys: Sequence[int], accounts: Sequence[Account]) -> dict[int, str]:
    """Return a folder's name for each key account without one, by its row; none that another account's way ends in."""
    taken = [PurePosixPath(one.folder).name for one in accounts if one.folder]
    fresh = [i for i in keys if not accounts[i].folder]
    return dict(zip(fresh, folder_names([accounts[i].account for i in fresh], taken), strict=True))


def _made(account: Account, name: str, root: Path, home: Path, task: Task) -> _Made:
    folder = _recorded(account, home) if account.folder else root / name
    if folder is None or not _inside(folder, root):
        return _Made(account.folder, 0, (_finding("folder_elsewhere", account, folder=account.folder, root=str(root)),))
    new = 0
    try:
        for one in (folder, *(folder / group for group in group_folders(account, task.parsed.policy, task.lang))):
            new += not one.is_dir()
            one.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or type(error).__name__
        return _Made(account.folder, new, (_finding("folder_blocked", account, folder=str(error.filename), why=why),))
    way, relative = _way(folder, home)
    lost = () if relative else (_finding("folder_not_relative", account, folder=way),)
    return _Made(way, new, lost)


def group_folders(account: Account, policy: Policy, lang: Lang) -> list[str]:
    """Return the names of an account's sub-folders, one a group of its questions, numbered in their order."""
    groups = policy.dossier.set_for(account.segment).groups
    return [folder_name(f"{i:02} {group.name.in_(lang)}") for i, group in enumerate(groups, start=1)]


def _recorded(account: Account, home: Path) -> Path | None:
    """Return the folder that the workbook names; None where it is a share of a network or a folder of another system.

    The workbook may come from anybody: a way to a strange server would hand over the person's name to it.
    """
    way = account.folder.strip()
    windows = PureWindowsPath(way)
    if windows.drive.startswith("\\") or way.startswith(("//", "\\")) or "://" in way:
        return None
    if windows.drive and os.name != "nt":
        return None
    return Path(os.path.normpath(home / way.replace("\\", "/")))


def _inside(folder: Path, root: Path) -> bool:
    """Tell whether a folder lies under the root, links in between followed."""
    try:
        return folder.resolve() != root.resolve() and folder.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _way(folder: Path, home: Path) -> tuple[str, bool]:
    """Return the way from the workbook to a folder, and whether it is relative; another drive has none."""
    try:
        return Path(os.path.relpath(folder, home)).as_posix(), True
    except ValueError:
        return str(folder), False


def _finding(code: str, account: Account, **params: object) -> Finding:
    return Finding(code, Severity.WARNING, Location(), params, account.account)
