"""The store of collected books: what can be wrong with it (`error.…`) and what to do (`….do`)."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, tuple[str, str]] = {
    "error.not_a_store": (
        "This is not a store of collected books",
        "Это не хранилище собранных книг",
    ),
    "error.not_a_store.do": (
        "Name another file with --db; a damaged store is put back from its copy that ends in .bak",
        "Укажите другой файл в --db; повреждённое хранилище восстановите из копии с окончанием .bak",
    ),
    "error.driver_needed": (
        "This database needs the package {package}, which is not installed here",
        "Для этой базы нужен пакет {package}, здесь он не установлен",
    ),
    "error.driver_needed.do": (
        "Install it with: pip install {package}",
        "Установите: pip install {package}",
    ),
    "error.store_newer": (
        "The store was written by a newer version of kam_xl (its form is {version}, this program knows {known})",
        "Хранилище записано более новой версией kam_xl (его форма — {version}, эта программа знает {known})",
    ),
    "error.store_newer.do": (
        "Update kam_xl on this computer, or name another store with --db",
        "Обновите kam_xl на этом компьютере или укажите другое хранилище в --db",
    ),
    "error.store_busy": (
        "Another program is writing to the store all the time",
        "Хранилище всё время занято другой программой",
    ),
    "error.store_busy.do": (
        "Wait until the other collection has finished, then run the command again: what is stored already stays",
        "Дождитесь, пока закончится другой сбор, и повторите команду: что уже сохранено, остаётся",
    ),
    "error.store_failed": ("The store cannot be used: {detail}", "Не удалось обратиться к хранилищу: {detail}"),
    "error.store_failed.do": (
        "Nothing was half written. Run the command again; if it says the same, show this to whoever keeps the database",
        "Ничего не записано наполовину. Повторите команду; если ответ тот же, покажите его тому, кто ведёт базу данных",
    ),
    "error.store_url_wrong": ("The store is named wrongly", "Хранилище указано неверно"),
    "error.store_url_wrong.do": (
        "Give a file such as team.sqlite, or the address of a database such as postgresql://user@server/kam",
        "Укажите файл, например team.sqlite, или адрес базы данных, например postgresql://user@server/kam",
    ),
}
