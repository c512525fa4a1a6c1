"""What the example team says of its mail."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, tuple[str, str]] = {
    "demo.inbox": ("inbox", "входящие"),
    "demo.returned": ("returned", "возвращено"),
    "demo.team_file": ("Team.xlsx", "Команда.xlsx"),
    "demo.colleague": ("Pavel Orlov", "Павел Орлов"),
    "demo.head_decides": (
        "The pilot first, the frame contract after it; the visit to the plant moves by a month.",
        "Сначала опытная партия, рамочный договор — после неё; выезд на завод сдвигаем на месяц.",
    ),
    "demo.working": (
        "Making the example team: books, mail, team workbook …",
        "Создаю пример команды: книги, почту, книгу команды …",
    ),
    "demo.collected": (
        "The head's mail lies in {inbox}; collected from it, the whole team is in {team}: {summary}.",
        "Почта руководителя лежит в {inbox}; собранная из неё команда — в {team}: {summary}.",
    ),
    "demo.merge": (
        'A copy has come back from the head. Take it in with:  kam merge "{book}" "{returned}" -o "{book}"',
        'От руководителя вернулась копия. Примите её командой:  kam merge "{book}" "{returned}" -o "{book}"',
    ),
}
