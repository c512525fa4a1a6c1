"""What the command line says of building files that ship and of upgrading books."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "cli.build": (
        "Build the empty macro workbook KAM.xlsm and the add-in KAM.xlam from their sources, the same every time; the workbook in English unless --lang says otherwise.",
        "Собрать пустую книгу с макросами KAM.xlsm и надстройку KAM.xlam из исходников, каждый раз одинаково; книга на английском, если --lang не говорит иного.",
    ),
    "cli.build.output": ("Folder for the files.", "Папка для файлов."),
    "cli.built": ("Built {files} in {folder}", "Собрано в {folder}: {files}"),
    "cli.upgrade": (
        "Build a workbook anew by this version of the package; with -o FILE.xlsm the macro-free book becomes one with macros, with --policy it gets a changed policy.",
        "Пересобрать книгу этой версией пакета; с -o ФАЙЛ.xlsm книга без макросов становится книгой с макросами, с --policy — получает изменённые правила.",
    ),
    "cli.upgrade.examples": (
        '\b\nExamples:\n  kam upgrade "KAM Anna.xlsm"\n  kam upgrade "KAM Anna.xlsx" -o "KAM Anna.xlsm"\n'
        '  kam upgrade "KAM Anna.xlsm" --policy policy.toml',
        '\b\nПримеры:\n  kam upgrade "KAM Анна.xlsm"\n  kam upgrade "KAM Анна.xlsx" -o "KAM Анна.xlsm"\n'
        '  kam upgrade "KAM Анна.xlsm" --policy policy.toml',
    ),
    "cli.upgrade.output": ("Another file; else the book itself.", "Другой файл; иначе сама книга."),
    "cli.upgraded": (
        "Built {book} anew by version {version}; everything typed is in it, the old one is kept as .bak",
        "Книга {book} пересобрана версией {version}; всё введённое сохранено, прежняя осталась как .bak",
    ),
}
