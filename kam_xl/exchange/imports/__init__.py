"""Sales exports: read a list of accounts, CRM opportunities or invoice lines, and derive one seller's book.

`read_export` reads a file or folder once; `derive` then gives what it says for each seller; `commands.absorb` takes
that into a book. Needs the full environment (pandas, python-calamine).
"""

from __future__ import annotations

from kam_xl.exchange.imports.deriving import derive
from kam_xl.exchange.imports.export import Export
from kam_xl.exchange.imports.reading import read_export

__all__ = ["Export", "derive", "read_export"]
