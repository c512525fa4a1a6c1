"""Write the VBA project of a workbook, `xl/vbaProject.bin`, from text alone: [MS-OVBA] in an [MS-CFB] file, version 3.

No compiled code is written. Excel sees a project of a version it does not know and compiles the text when it opens it,
so neither Excel nor a template with foreign paths is needed to build. Equal text gives equal bytes.
"""
