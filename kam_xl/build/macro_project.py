"""What makes a workbook a macro workbook or the add-in: VBA modules, their hidden sheets, the ribbon.

The modules are text in `macros/`; names that end in `.workbook` or `.addin` belong to one of the two. The procedures
that Excel calls by name have another prefix in each, since both may be open at once. Every setting that xlwings reads
stands on the hidden sheet `xlwings.conf` of the project itself: nothing that lies beside the workbook or in the active
one can change what is started (FACTS.md section 6).
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kam_xl import XLWINGS_VERSION, __version__
from kam_xl.build.package import Part
from kam_xl.build.ribbon_xml import PARTS, TAB_ID, group_id, ribbon_xml
from kam_xl.build.udf_wrappers import MODULE, wrappers
from kam_xl.build.vba.modules import Module, class_module, sheet_module, standard, workbook_module
from kam_xl.build.vba.project import vba_project
from kam_xl.commands.buttons import Button
from kam_xl.commands.functions import FUNCTIONS
from kam_xl.i18n import LANGUAGES, catalogue, template
from kam_xl.places import MACRO_SHEETS
from kam_xl.sheets.schema import code_name

THIS_WORKBOOK = "ThisWorkbook"
_SHARED_PREFIX = "KamBook_"


@dataclass(frozen=True, slots=True)
class Project:
    """One of the two VBA projects: which files are its own, and the prefix of what Excel calls by name."""

    kind: str
    prefix: str


WORKBOOK_PROJECT = Project("workbook", "KamBook_")
ADDIN_PROJECT = Project("addin", "KamAddin_")


def add_macros(
    workbook: Any, project: Project, buttons: Sequence[Button], interpreter: str, sheets: Mapping[str, Any]
) -> list[Part]:
    """Add the VBA project and its hidden sheets to a workbook that XlsxWriter is writing; return the ribbon parts.

    Args:
        workbook: the XlsxWriter workbook, all its other sheets written.
        project: the workbook's or the add-in's.
        buttons: those that the ribbon shows.
        interpreter: the Python to start; Windows path, environment variables allowed.
        sheets: the other sheets by key; each gets a code name and a module.
    """
    names = {code_name(key): sheet for key, sheet in sheets.items()}
    hidden = _technical_sheets(workbook, buttons, interpreter)
    names |= {code_name(title): sheet for title, sheet in zip(MACRO_SHEETS, hidden, strict=True)}
    for name, sheet in names.items():
        sheet.set_vba_name(name)
    workbook.set_vba_name(THIS_WORKBOOK)
    binary = vba_project(modules(project, list(names)))
    workbook.add_vba_project(io.BytesIO(binary), is_stream=True)
    return [
        Part(name, ribbon_xml(buttons, namespace, project.prefix), relation)
        for name, (namespace, relation) in PARTS.items()
    ]


def modules(project: Project, sheets: Sequence[str]) -> list[Module]:
    """Return all modules of a project: the workbook's, one for each sheet (by code name), ours, and xlwings'."""
    found = [workbook_module(THIS_WORKBOOK, _source(project, f"{THIS_WORKBOOK}.{project.kind}.cls"))]
    found += [sheet_module(name) for name in sheets]
    for file in sorted(_files(), key=lambda one: one.name):
        name, *kind, ending = file.name.split(".")
        if name != THIS_WORKBOOK and kind in ([], [project.kind]):
            make = standard if ending == "bas" else class_module
            found.append(make(name, _source(project, file.name)))
    found.append(standard(MODULE, wrappers(FUNCTIONS)))
    return [*found, standard("xlwings", xlwings_source())]


def xlwings_source() -> str:
    """Return xlwings' own VBA module of the pinned version, unchanged (BSD 3-clause).

    The variant that acts on ThisWorkbook serves the add-in too: the other one takes settings from the active workbook.
    """
    spec = find_spec("xlwings")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).with_name("xlwings.bas").read_bytes().decode("ascii")


def texts_of(buttons: Sequence[Button]) -> list[tuple[str, str, str]]:
    """Return the texts for VBA: key, English, Russian."""
    rows = [(f"{button.name}.{what}", *_both(f"button.{button.name}.{what}")) for button in buttons for what in _TEXTS]
    rows += [(f"{button.name}.tool", button.tool, button.tool) for button in buttons if button.tool]
    rows += [(f"{button.name}.always", "1", "1") for button in buttons if button.takes == "nothing"]
    groups = dict.fromkeys(button.group for button in buttons)
    rows += [(f"{group_id(group)}.label", *_both(f"command.group.{group}")) for group in groups]
    rows.append((f"{TAB_ID}.label", *_both("vba.tab")))
    spoken = [key for key in catalogue("ribbon") if key.startswith("vba.")]
    rows += [(key.removeprefix("vba."), *_both(key)) for key in spoken]
    for function in FUNCTIONS:
        keys = [function.name, *(f"{function.name}.{one.name}" for one in function.arguments)]
        rows += [(key, *_both(f"function.{key}")) for key in keys]
    return rows + [(key, value, value) for key, value in _VERSIONS.items()]


_TEXTS = ("label", "tip")
_VERSIONS = {
    "version": __version__,
    "package_mark": f"Lib/site-packages/kam_xl-{__version__}.dist-info/METADATA",
    "dll64": f"xlwings64-{XLWINGS_VERSION}.dll",
    "dll32": f"xlwings32-{XLWINGS_VERSION}.dll",
}
"""What VBA compares: files that only the right versions of package and xlwings put there."""


def settings_of(interpreter: str) -> dict[str, str]:
    """Return every setting that xlwings reads; one that were missing here could be given by a file beside the book."""
    blank = dict.fromkeys(
        (
            "INTERPRETER", "INTERPRETER_MAC", "PYTHONPATH", "CONDA PATH", "CONDA ENV", "LICENSE_KEY",
            "ONEDRIVE_CONSUMER_WIN", "ONEDRIVE_COMMERCIAL_WIN", "SHAREPOINT_WIN",
            "ONEDRIVE_CONSUMER_MAC", "ONEDRIVE_COMMERCIAL_MAC", "SHAREPOINT_MAC",
        ),
        "",
    )  # fmt: skip
    return {
        "INTERPRETER_WIN": interpreter,
        "UDF MODULES": "kam_xl.udf",
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "USE UDF SERVER": "False",
        "DEBUG UDFS": "False",
        "SHOW CONSOLE": "False",
        "SHOW_ERROR_POPUPS": "False",
        "TEMP DIR": "%TEMP%",
        **blank,
    }


def _technical_sheets(workbook: Any, buttons: Sequence[Button], interpreter: str) -> list[Any]:
    texts, settings, error = (workbook.add_worksheet(name) for name in MACRO_SHEETS)
    rows = texts_of(buttons)
    for i, row in enumerate(rows):
        for column, text in enumerate(row):
            texts.write_string(i, column, text)
    workbook.define_name("kam_texts", f"=_texts!$A$1:$C${len(rows)}")
    for i, pair in enumerate(settings_of(interpreter).items()):
        for column, text in enumerate(pair):
            settings.write_string(i, column, text)
    for sheet in (texts, settings, error):
        sheet.very_hidden()
    return [texts, settings, error]


def _both(key: str) -> tuple[str, str]:
    english, russian = (template(lang, key) for lang in LANGUAGES)
    return english, russian


def _files() -> list[Any]:
    folder = resources.files("kam_xl.build").joinpath("macros")
    return [file for file in folder.iterdir() if file.name.endswith((".bas", ".cls"))]


def _source(project: Project, name: str) -> str:
    text = resources.files("kam_xl.build").joinpath("macros", name).read_bytes().decode("ascii")
    return text.replace(_SHARED_PREFIX, project.prefix)
