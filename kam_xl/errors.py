"""The tree of exceptions: the program cannot go on, and says so in three parts.

    KamError
    ├── UsageError                 2   the command line asks for something that makes no sense
    │   ├── UnknownAccount             no client of that name
    │   ├── NotKeyAccount              the client is not key on record
    │   ├── UnknownMember              nobody of that name in the buying center
    │   ├── ContactInFuture            a contact that is still to come
    │   ├── YearOutsidePlans           no plan has that year
    │   ├── SignerUnknown              manager or head is not named
    │   ├── UnknownSeller              no seller of that name in the export
    │   ├── NoRowSelected              a button for single clients, and no client is selected
    │   ├── FileExists                 a file is already where a new one should go
    │   ├── OnlyWindows                it can be done on Windows only
    │   └── RunsFromThere              it would remove the environment that it runs from
    ├── InputError                 3   a file or a value that cannot be read, or a place that cannot be written
    │   ├── FileMissing                there is no such file
    │   ├── NotAWorkbook               it is something else
    │   ├── EncryptedWorkbook          it asks for a password
    │   ├── DamagedWorkbook            the package is broken
    │   ├── TooLarge                   it would not fit into memory
    │   ├── NotAKamWorkbook            a workbook, but not one of ours
    │   ├── MissingColumn              a table lost a column that the rules need
    │   ├── UnreadableValues           cells that the rules cannot read; nothing was written
    │   ├── SheetProtected             a person protected cells that a command writes
    │   ├── OtherVersion               the workbook was built by a version that this package does not know
    │   ├── OpenElsewhere              open in Excel just now
    │   ├── NoPermission               the folder or the file may not be written
    │   ├── DiskFull                   no room for the new file
    │   ├── ForeignContent             sheets or pictures of a person that a rebuild would lose
    │   ├── UnreadableExport           a sales export whose columns or rows cannot be understood
    │   ├── UnitsDiffer                money of the export in another unit than that of the book
    │   ├── FullEnvironmentNeeded      a part of the package that is not installed here
    │   ├── CommandFailed              a command in the full environment could not go on, and said why
    │   ├── StorePython                the Python of Microsoft's Store writes where Excel does not look
    │   ├── ForeignFolder              a folder of somebody else's is where an environment should go
    │   ├── ClickFailed                a press of a button met something that the program does not know
    │   └── StepFailed                 a step of the installation did not work
    └── PolicyError                4   the policy file is wrong

Those of the exchange of books (sending, merging, collecting) stand in `kam_xl.exchange.errors`.

Texts stand in the catalogue: `error.<code>` says what is wrong, `error.<code>.do` what to do; `where` names the place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from kam_xl.findings import Finding
from kam_xl.i18n import Lang, say


class KamError(Exception):
    """Base of all errors that a person may meet; `exit_code` is what the command line returns.

    Args:
        where: the file, sheet or cell concerned, as a person would name it.
        findings: the single problems behind this one, listed under it.
        params: what fills the texts of the catalogue.
    """

    code = "internal"
    exit_code = 1

    def __init__(self, where: str = "", findings: Sequence[Finding] = (), **params: object) -> None:
        self.where, self.findings, self.params = where, tuple(findings), params
        super().__init__(self.in_("en"))

    def what(self, lang: Lang) -> str:
        """Return the sentence that says what is wrong."""
        return say(lang, f"error.{self.code}", **self.params)

    def remedy(self, lang: Lang) -> str:
        """Return the sentence that says what to do."""
        return say(lang, f"error.{self.code}.do", **self.params)

    def within(self, place: str) -> Self:
        """Return the same error with the file named in front of the place where it lies."""
        where = ", ".join(part for part in (place, self.where) if part)
        return type(self)(where, self.findings, **self.params)

    def in_(self, lang: Lang) -> str:
        """Return what is wrong, where, and what to do; then a line for each finding behind it."""
        head = " — ".join(part for part in (self.what(lang), self.where, self.remedy(lang)) if part)
        return "\n".join([head, *(f"  {finding.in_(lang)}" for finding in self.findings)])


class UsageError(KamError):
    """The command line asks for something that makes no sense."""

    code = "usage"
    exit_code = 2


class UnknownAccount(UsageError):
    """No client of that name is in the workbook."""

    code = "unknown_account"


class NotKeyAccount(UsageError):
    """None of the clients that are named is key on record."""

    code = "not_key_account"


class UnknownMember(UsageError):
    """Nobody of that name is in the buying center."""

    code = "unknown_member"


class ContactInFuture(UsageError):
    """A contact is to be recorded that lies in the future."""

    code = "contact_in_future"


class YearOutsidePlans(UsageError):
    """No plan has that year."""

    code = "year_outside_plans"


class SignerUnknown(UsageError):
    """Manager or head is not named, so that nobody can sign."""

    code = "signer_unknown"


class UnknownSeller(UsageError):
    """No seller of that name is in the export, or several are and none was chosen."""

    code = "unknown_seller"


class NoRowSelected(UsageError):
    """A button works on the selected clients, and none is selected."""

    code = "no_row_selected"


class BookNotLocal(UsageError):
    """The workbook lies at a web address, or was never saved: no folder is beside it."""

    code = "book_not_local"


class FileExists(UsageError):
    """A file is already where a new one should go."""

    code = "file_exists"


class OnlyWindows(UsageError):
    """It can be done on Windows only."""

    code = "only_windows"


class RunsFromThere(UsageError):
    """It would remove the environment that it runs from."""

    code = "runs_from_there"


class InputError(KamError):
    """A file or a value cannot be read, or a place cannot be written."""

    code = "input"
    exit_code = 3


class FileMissing(InputError):
    """There is no such file."""

    code = "file_missing"


class NotAWorkbook(InputError):
    """The file is not an Excel workbook."""

    code = "not_a_workbook"


class EncryptedWorkbook(InputError):
    """The workbook asks for a password."""

    code = "encrypted_workbook"


class DamagedWorkbook(InputError):
    """The package of the workbook is broken."""

    code = "damaged_workbook"


class TooLarge(InputError):
    """The workbook, or what it unpacks to, would not fit into a sane amount of memory."""

    code = "too_large"


class NotAKamWorkbook(InputError):
    """The workbook has no table of accounts."""

    code = "not_a_kam_workbook"


class MissingColumn(InputError):
    """A table lost a column that the rules need."""

    code = "missing_column"


class UnreadableValues(InputError):
    """Some cells hold values that the rules cannot read, so nothing was written."""

    code = "unreadable_values"


class SheetProtected(InputError):
    """Cells that a command writes are protected; nothing was written."""

    code = "sheet_protected"


class OtherVersion(InputError):
    """The workbook was built by a version of another shape; nothing was written."""

    code = "other_version"


class OpenElsewhere(InputError):
    """The workbook is open in Excel just now."""

    code = "open_elsewhere"


class NoPermission(InputError):
    """The file or its folder may not be written or read."""

    code = "no_permission"


class DiskFull(InputError):
    """There is no room for the new file; the old one is whole."""

    code = "disk_full"


class ForeignContent(InputError):
    """The workbook holds things of a person that a rebuild would lose."""

    code = "foreign_content"


class UnreadableExport(InputError):
    """A sales export cannot be understood."""

    code = "unreadable_export"


class UnitsDiffer(InputError):
    """The money of an export is probably in another unit than that of the book; nothing was written."""

    code = "units_differ"


class FullEnvironmentNeeded(InputError):
    """A part of the package that is not installed here is needed."""

    code = "full_environment_needed"


class LibreOfficeNeeded(InputError):
    """A PDF is made by LibreOffice, which is not installed."""

    code = "libreoffice_needed"


class LibreOfficeFailed(InputError):
    """LibreOffice made no PDF."""

    code = "libreoffice_failed"


class CommandFailed(InputError):
    """A command that ran in the full environment could not go on; its own sentence is shown."""

    code = "command_failed"


class ClickFailed(InputError):
    """A press of a button met something that the program does not know; nothing was changed."""

    code = "click_failed"


class StorePython(InputError):
    """The Python of Microsoft's Store writes where Excel does not look."""

    code = "store_python"


class ForeignFolder(InputError):
    """A folder of somebody else's is where an environment should go; it was not touched."""

    code = "foreign_folder"


class StepFailed(InputError):
    """A step of the installation did not work; those before it are done."""

    code = "step_failed"


class PolicyError(KamError):
    """The policy file is wrong; every mistake is listed with its key and line."""

    code = "policy"
    exit_code = 4
