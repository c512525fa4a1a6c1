"""The errors of the exchange of books: leaves of the tree in `kam_xl.errors`.

UsageError
├── CopyNotLocal               the workbook to be sent lies at a web address, or was never saved
├── BadAddress                 what should be a mail address is none
├── NoDraftName                the draft of a mail is to get a name that mail programs do not open
├── SentFileExists             a file is where one of a sending should go
├── MergedFileExists           a file that is no version of the book is where the merged one should go
├── AccountNotCollected        no collected book has a client of that name
├── AccountOfOthers            the manager that was named has no client of that name, others have
├── NotTeamWorkbook            the team workbook would replace a file that is none
└── StoreUrlWrong              no database has such a name
InputError
├── OtherBook                  the two workbooks are not versions of one book
├── OtherBase                  the base is none of this book
├── DamagedSnapshot            the snapshot of a sending cannot be read
├── NameHoldsPath              a client's name holds a path; nothing was sent
├── NotAStore                  something else is where the store of collected books should be
├── DriverNeeded               a database of another kind needs a package that is not installed
├── StoreNewer                 the store was written by a newer version
├── StoreBusy                  another program writes to the store all the time
├── StoreFailed                the database of the store complains
└── ReaderNotStarted           no process can be started that reads files
PolicyError
├── PolicyNamesNoColumn        it keeps a column at home that the workbook has not
└── PolicyHoldsPath            a text of it, which every copy carries, holds a path
"""

from __future__ import annotations

from kam_xl.errors import BookNotLocal, FileExists, InputError, PolicyError, UsageError


class CopyNotLocal(BookNotLocal):
    """A workbook without a folder of its own is to be sent: its snapshot would have no place to stay."""

    code = "copy_not_local"


class BadAddress(UsageError):
    """What should be a mail address is none."""

    code = "bad_address"


class NoDraftName(UsageError):
    """The name for the draft of a mail does not end in `.eml`; it may be that of the copy or of the book itself."""

    code = "no_draft_name"


class SentFileExists(FileExists):
    """A file is where one of a sending should go; a sending replaces nothing."""

    code = "sent_file_exists"


class MergedFileExists(FileExists):
    """A file that is no other version of the book, or the one that came back, is where the merged book should go."""

    code = "merged_file_exists"


class AccountNotCollected(UsageError):
    """No collected book has, or ever had, a client of that name."""

    code = "account_not_collected"


class AccountOfOthers(UsageError):
    """No collected book of the manager that was named has a client of that name; books of others have."""

    code = "account_of_others"


class NotTeamWorkbook(UsageError):
    """Something else than a team workbook lies where one is to be written; nothing was read or written."""

    code = "not_team_workbook"


class StoreUrlWrong(UsageError):
    """No database can be named so."""

    code = "store_url_wrong"


class OtherBook(InputError):
    """Say that a file is the book of another manager; versions of one book can be merged, and nothing else."""

    code = "other_book"


class OtherBase(InputError):
    """Say that the base given for a merge is a version of another book."""

    code = "other_base"


class DamagedSnapshot(InputError):
    """Say that the snapshot of a book that was sent cannot be read."""

    code = "damaged_snapshot"


class NotAStore(InputError):
    """Something else is where the store of collected books should be, or it is damaged."""

    code = "not_a_store"


class DriverNeeded(InputError):
    """The database needs a driver of its own, a package that is not installed here and that no extra brings."""

    code = "driver_needed"


class StoreNewer(InputError):
    """The store was written by a newer version of the program; nothing was changed."""

    code = "store_newer"


class StoreBusy(InputError):
    """Another program writes to the store all the time; what was stored before stays."""

    code = "store_busy"


class StoreFailed(InputError):
    """The database of the store complains; its own words are shown."""

    code = "store_failed"


class NameHoldsPath(InputError):
    """A client's name holds a path, which must not leave this computer; nothing was sent."""

    code = "name_holds_path"


class ReaderNotStarted(InputError):
    """No process can be started that reads files; no file is to blame for that."""

    code = "reader_not_started"


class PolicyNamesNoColumn(PolicyError):
    """The policy keeps a column at home that the workbook has not; nothing was sent."""

    code = "policy_names_no_column"


class PolicyHoldsPath(PolicyError):
    """A text of the policy, which every copy carries, holds a path; nothing was sent."""

    code = "policy_holds_path"
