"""Stands in for Windows and pywin32 in a child process. Standard library and xlwings only: a click has no more."""
