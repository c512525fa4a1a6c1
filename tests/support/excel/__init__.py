"""An Excel stand-in: xlwings' genuine Windows code over COM-shaped objects, with LibreOffice calculating.

`session` is what tests use. A click or a worksheet function runs in a child process (`child`), whose COM objects ask
`model` in the tests' process, which knows how Excel behaves; `calc` keeps the cells, in LibreOffice.
"""
