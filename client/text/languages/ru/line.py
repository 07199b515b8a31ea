"""The line itself: relays, the outbox, the courier, if this lasts."""

from __future__ import annotations

from collections.abc import Mapping

LINE: Mapping[str, str] = {
    "Connection and outbox": "Связь и исходящие",
    "Empty.": "Пусто.",
    "next try in {t}": "следующая попытка через {t}",
    "No agreement names a relay.": "Ни одно соглашение не называет узла.",
    "No relay can be reached.": "Ни один узел не отвечает.",
    "{up} of {n} relays can be reached.": "Узлов отвечает: {up} из {n}.",
    "The relay is up.": "Узел работает.",
    "All {n} relays are up.": "Все узлы работают ({n}).",
    "What you say goes by courier file.": "Заявленное идёт файлом с курьером.",
    "You can keep working; all you say is signed, saved and queued.": (
        "Работать можно: заявленное подписывается, сохраняется и ставится в очередь."
    ),
    "What waits goes out as soon as there is a way to its readers.": (
        "Что ждёт, уйдёт, как только найдётся путь к адресатам."
    ),
    "What you say goes by the others.": "Заявленное идёт через остальные.",
    "Nothing waits here.": "В очереди ничего нет.",
    "Last statement received: {number} from {who} at {at}.": "Последнее полученное: {number}, {who}, {at}.",
    "RELAYS": "УЗЛЫ",
    "STATE": "СОСТОЯНИЕ",
    "LAST SEEN": "НА СВЯЗИ",
    "TRY": "РАЗ",
    "connection refused": "в соединении отказано",
    "connection reset by peer": "соединение сброшено",
    "no route to host": "нет маршрута",
    "network is unreachable": "сеть недоступна",
    "name or service not known": "имя не найдено",
    "temporary failure in name resolution": "имя сейчас не найти",
    "up, retired: it is still read": "работает, выведен: ещё читается",
    "connecting": "соединение",
    "OUTBOX": "ИСХОДЯЩИЕ",
    "TO": "КОМУ",
    "STATEMENT": "ЗАЯВЛЕНИЕ",
    "NO.": "НОМЕР",
    "WAITING": "ЖДЁТ",
    "a key of their desk is not known yet: it goes out when a relay gives it": (
        "ключ их поста ещё не известен: уйдёт, когда узел его даст"
    ),
    "If this lasts": "Если это затянется",
    "any time": "в любое время",
    "{precedence} {number} not acknowledged (clause {clause}): {next}.": (
        "{precedence} {number} без расписки (п. {clause}): {next}."
    ),
    "A {precedence} not acknowledged within {t} (clause {clause}): {next}.": (
        "{precedence} без расписки за {t} (п. {clause}): {next}."
    ),
    "Until then what is sealed now can be opened (clause {clause}).": (
        "До этого времени открывается то, что запечатано сейчас (п. {clause})."
    ),
    "no number is agreed": "номер не согласован",
    "Send the courier {clause}.": "Пошлите курьера {clause}.",
    "writes {n} envelopes, sealed, to a file: {size}.": "пишет в файл запечатанные конверты ({n}): {size}.",
    "Nothing is sealed yet.": "Ещё ничего не запечатано.",
    "Every relay that is down is tried now.": "Пробуем все узлы, что не отвечают.",
    "Courier export": "Файл для курьера",
    "Courier import": "Приём от курьера",
    "Every envelope that some desk may still lack, sealed, in one file. It stays queued for the "
    "relays as well; whoever carries the file can read nothing.": (
        "Все конверты, которых может недоставать какому-либо посту, запечатанными в одном файле. В "
        "очереди на узлы они тоже остаются; прочесть их курьер не может."
    ),
    "What a courier file brings for this desk is taken in. Twice does no harm.": (
        "Из файла курьера принимается всё, что для этого поста. Принять дважды не вредно."
    ),
    "Taken in: {n} envelopes for this desk, {m} for others only.": (
        "Принято конвертов: для этого поста {n}, только для других {m}."
    ),
    "Write the file": "Записать файл",
    "Take it in": "Принять",
    "Written: {path}, {n} envelopes.": "Записано: {path}, конвертов: {n}.",
    "Back": "Назад",
    "Path of the file": "Путь к файлу",
    "Waiting for a relay: {n}. All of it is signed and kept, and goes out when this desk runs "
    "again: in the terminal, or as `hotline run`.": (
        "Ждёт узла: {n}. Всё это подписано и сохранено и уйдёт, когда этот пост снова заработает: "
        "в терминале или как `hotline run`."
    ),
    "The outbox is not empty": "В исходящих не пусто",
    "Stay": "Остаться",
    "Leave": "Выйти",
    "Set aside, as they could not be taken in: {n}. The transcript check shows them.": (
        "Отложено, так как принять не удалось: {n}. Показывает проверка журнала."
    ),
}
