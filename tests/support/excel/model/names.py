"""Defined names of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from tests.support.excel.model.a1 import Area
from tests.support.excel.model.base import Collection, ComObject, refusal
from tests.support.excel.model.formulas import to_calc, to_excel
from tests.support.excel.model.ranges import Range

if TYPE_CHECKING:
    from tests.support.excel.model.workbook import Workbook


class Names(Collection):
    """The names of a book."""

    kind = "Names"

    def __init__(self, book: Workbook) -> None:
        self.book = book

    def com_items(self) -> list[Name]:
        """Return the names."""
        return [Name(self.book, one["name"]) for one in self.book.ask("defined_names")]

    def do_item(self, index: object) -> Any:
        """Return one.

        Raises:
            ExcelError: there is none; Excel says so in the same words as for a bad address.
        """
        if isinstance(index, str):
            if (found := self.book.ask("defined_name", name=index)) is None:
                raise refusal()
            return Name(self.book, found["name"])
        return super().do_item(index)

    def do_add(self, name: str, refers_to: str) -> Name:
        """Add a name, or give it another content."""
        self.book.ask("define", name=name, content=to_calc(refers_to).removeprefix("="))
        return Name(self.book, name)


class Name(ComObject):
    """One defined name."""

    kind = "Name"
    plain: ClassVar[dict[str, object]] = {"Visible": True}

    def __init__(self, book: Workbook, name: str) -> None:
        self.book, self.name = book, name

    @property
    def state(self) -> dict[str, Any]:
        """Return name, content, sheet and area as they are now.

        Raises:
            ExcelError: the name is gone.
        """
        found: dict[str, Any] | None = self.book.ask("defined_name", name=self.name)
        if found is None:
            raise refusal()
        return found

    def get_name(self) -> str:
        """Return the name."""
        return self.name

    def get_refers_to(self) -> str:
        """Return its content as a formula."""
        return to_excel("=" + str(self.state["content"]))

    get_value = get_refers_to

    def put_refers_to(self, formula: str) -> None:
        """Give it another content."""
        self.book.ask("define", name=self.name, content=to_calc(formula).removeprefix("="))

    def get_refers_to_range(self) -> Range:
        """Return the cells it means.

        Raises:
            ExcelError: it means no cells.
        """
        state = self.state
        if not state["sheet"]:
            raise refusal()
        return Range(self.book.sheet_named(state["sheet"]), (Area(*state["area"]),))

    def do_delete(self) -> None:
        """Delete it."""
        self.book.ask("undefine", name=self.name)
