"""Workbooks as people keep them: one narrow port, with an adapter for files and one in memory."""
