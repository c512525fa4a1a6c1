"""Days as cells of a spreadsheet hold them: serial numbers, counted so that 1 March 1900 is 61."""

from __future__ import annotations

import datetime as dt

_EPOCH = dt.date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 1, 2_958_465
"""The numbers that are dates in a spreadsheet: 1 January 1900 and 31 December 9999."""


def serial_day(serial: float) -> dt.date:
    """Return the day that a serial number of a cell means; what a number has after the point is the time of day."""
    return _EPOCH + dt.timedelta(days=int(serial))


def day_serial(day: dt.date) -> int:
    """Return the serial number by which a cell holds a day."""
    return (day - _EPOCH).days
