"""A draft in classic Outlook on Windows: shown with the book attached, for the person to send; never sent by us."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from kam_xl.exchange.draft import Draft

_MAIL_ITEM = 0
"""Outlook's olMailItem."""


def on_windows() -> bool:
    """Tell whether Outlook may be there at all."""
    return sys.platform == "win32"


def show_draft(draft: Draft, attachment: Path) -> bool:
    """Show a draft with a file attached in Outlook; False where there is none, or it refuses for whatever reason.

    Only classic Outlook can be asked (COM). The text is the draft's, the file the one on the disk.
    """
    if not on_windows():
        return False
    try:
        client: Any = import_module("win32com.client")
        item = client.Dispatch("Outlook.Application").CreateItem(_MAIL_ITEM)
        item.To = "; ".join(draft.to)
        item.Subject = draft.subject
        item.Body = draft.text.replace("\n", "\r\n")
        item.Attachments.Add(str(attachment.absolute()))
        item.Display(False)
    except Exception:
        # COM has errors of its own, pywin32 may be missing, Outlook may never have been set up: the .eml is there.
        return False
    return True


def show_folder(folder: Path) -> None:
    """Show a folder in Windows' Explorer; elsewhere, and where that fails, nothing happens."""
    if on_windows():
        windows: Any = os
        with suppress(OSError):
            windows.startfile(folder)
