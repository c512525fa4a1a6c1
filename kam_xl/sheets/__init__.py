"""The workbook's contract: its tables and cells, their formulas, and the way between cells and the model."""
