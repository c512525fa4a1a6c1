"""Tests of what goes out of a workbook and what comes in."""
