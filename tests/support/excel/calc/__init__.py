"""Workbooks held open in LibreOffice: `server` runs there, under the system's Python; `client` asks it."""
