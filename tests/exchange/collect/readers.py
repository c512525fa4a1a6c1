"""Readers that do harm, as a hostile file would make them do; a process of the pool imports them by name."""

from __future__ import annotations

import ctypes
import os
import time

from kam_xl.exchange.collect.company import Company
from kam_xl.exchange.collect.pool import Work
from kam_xl.exchange.collect.reading import arrived
from kam_xl.exchange.collect.rejudging import Stored, read_or_rejudge
from kam_xl.exchange.digest import Outcome, Refused
from kam_xl.i18n import message

TOO_MUCH = 2**33


def by_content(item: Work, by: Company) -> Outcome:
    """Do what the bytes of a file say; what they do not say is refused with the number of the process."""
    if isinstance(item, Stored):
        return read_or_rejudge(item, by)
    data = item.data or b""
    if data == b"die":
        os._exit(3)
    if data == b"crash":
        ctypes.string_at(0)
    if data == b"sleep":
        time.sleep(600)
    if data == b"hold":
        ctypes.PyDLL(None).sleep(600)
    if data == b"grow":
        bytearray(TOO_MUCH)
    if data == b"raise":
        raise ZeroDivisionError
    return Refused(arrived(item, data, None), "met", message("collect.reader_failed", kind=str(os.getpid())))


def memory_error(item: Work, by: Company) -> Outcome:
    """Read a file, with all the memory there is taken by something that its reader asks for."""
    if isinstance(item, Stored) or item.data != b"grow":
        return by_content(item, by)
    from kam_xl.exchange.collect import reading

    def hungry(*_: object) -> object:
        return bytearray(TOO_MUCH)

    reading.unpack = hungry  # type: ignore
    return read_or_rejudge(item, by)


def slow_start(item: Work, by: Company) -> Outcome:
    """Read a file as always, a little later."""
    time.sleep(0.05)
    return read_or_rejudge(item, by)


def broken(item: Work, by: Company) -> Outcome:
    """Die at whatever comes."""
    os._exit(3)


def cannot_start(*_: object) -> None:
    """Die before any file comes."""
    os._exit(4)
