"""What goes out of a workbook and what comes in: sales exports here, mail and merging elsewhere."""
