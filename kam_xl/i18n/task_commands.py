"""Labels, tips and outcomes of the commands of the three tasks: dossier, buying center, plan."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "command.group.dossier": ("Dossier", "Досье"),
    "command.folders.label": ("Create folders", "Создать папки"),
    "command.folders.tip": (
        "Makes a folder for each key account, with one inside for each group of the dossier; what is there stays.",
        "Создаёт папку каждому ключевому клиенту и в ней по папке на группу досье; всё, что уже есть, остаётся.",
    ),
    "folders.root": ("Key accounts", "Ключевые клиенты"),
    "outcome.folders": (
        "{n} {n:folder|folders} made for {clients} key {clients:account|accounts} in {root}",
        "Создано папок: {n}, ключевых клиентов: {clients}; место: {root}",
    ),
    "outcome.folders.none": (
        "No folder was made: no client is key on record yet",
        "Папки не созданы: утверждённых ключевых клиентов пока нет",
    ),
}
