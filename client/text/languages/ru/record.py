"""The record: its check, conflicts, one statement with everything about it, search."""

from __future__ import annotations

from collections.abc import Mapping

RECORD: Mapping[str, str] = {
    "Transcript check": "Проверка журнала",
    "HELD": "ИМЕЕТСЯ",
    "{n} statements, and the words of {m} of them": "Заявлений: {n}, из них с текстом: {m}",
    "Every signature and every hash verified again just now": (
        "Все подписи и хеши только что проверены заново"
    ),
    "Verifying every signature again: {n} of {m}": "Подписи проверяются заново: {n} из {m}",
    "No desk has told two histories": "Ни один пост не вёл двух историй",
    "Nothing is known to be missing": "О пропусках ничего не известно",
    "DESK": "ПОСТ",
    "NUMBERS": "НОМЕРА",
    "LAST SAID": "ПОСЛЕДНЕЕ",
    "VOUCHED FOR IT": "ПОДТВЕРДИЛ НАЛИЧИЕ",
    "nothing yet": "пока ничего",
    "this desk": "этот пост",
    "not yet heard": "ещё не слышно",
    "{t} ago: not current": "{t} назад: устарело",
    "{t} ago: holds more than is here": "{t} назад: у него больше",
    "Each desk says every {t} what it holds. A word older than {w} proves nothing of now.": (
        "Каждый пост раз в {t} говорит, что у него есть. Слово старше {w} о нынешнем не говорит ничего."
    ),
    "The record ends with {numbers}.": "Журнал кончается на: {numbers}.",
    "SET ASIDE": "ОТЛОЖЕНО",
    "Envelope {id}, {n} bytes": "Конверт {id}, {n} Б",
    "They could not be taken in and are kept whole. What was in them is sent again by those who hold "
    "it.": "Принять их не удалось, они хранятся целыми. Что в них было, пришлют снова те, у кого оно есть.",
    "DAMAGED": "ПОВРЕЖДЕНО",
    "These are not the bytes that were signed: {numbers}.": "Это не те байты, что были подписаны: {numbers}.",
    "The vault is damaged. Keep it; the others hold the same record.": (
        "Хранилище повреждено. Сохраните его; у остальных тот же журнал."
    ),
    "NOT HERE YET": "ЕЩЁ НЕ ЗДЕСЬ",
    "LOST": "УТРАЧЕНЫ",
    "Their author's desk was restored, and nobody holds them. Nobody is asked for them any more.": (
        "Пост их автора был восстановлен из копии, и ни у кого их нет. Их больше не запрашивают."
    ),
    "Since {at}. ": "С {at}. ",
    "Asked of {who}. ": "Запрошено у: {who}. ",
    "{n} times so far. ": "Запросов: {n}. ",
    "Asked again at {at}.": "Следующий запрос в {at}.",
    "Statements that those of {desks} come after: {n}": "Заявления, которым следуют заявления {desks}: {n}",
    "The words of statements that are for you: {n}": "Тексты заявлений, предназначенные вам: {n}",
    "Shown before their history has come: {n}": "Показано раньше, чем пришла их история: {n}",
    "DOES NOT COUNT": "НЕ ИМЕЕТ СИЛЫ",
    "because of {number}": "из-за {number}",
    "hash {begun} …": "хеш {begun} …",
    "{desk} spoke on in an older life after a newer one.": "{desk}: прежний запуск говорил и после нового.",
    "Two different statements carry the number {number}.": "Два разных заявления под одним номером {number}.",
    "Both are signed with the key of this very desk: its vault was copied, and the copy speaks too.": (
        "Оба подписаны ключом этого самого поста: хранилище скопировано, и копия тоже говорит."
    ),
    "Both signatures are good. The vault of {who} was restored or copied, and both are in use.": (
        "Обе подписи верны. Хранилище ({who}) восстановлено или скопировано, и работают оба."
    ),
    "Both signatures are good: {who} signed two versions, or somebody else uses its key.": (
        "Обе подписи верны: {who} подписал два варианта, или его ключом пользуется кто-то ещё."
    ),
    "{desk} of {party}": "{desk} ({party})",
    "UNTIL THIS IS EXPLAINED": "ПОКА ЭТО НЕ РАЗЪЯСНЕНО",
    "NEXT STEP": "ЧТО ДЕЛАТЬ",
    "You can still read. Nothing is deleted; both copies are kept as proof.": (
        "Читать можно. Ничего не удалено; обе копии хранятся как доказательство."
    ),
    "You can still read and send. Nothing is deleted; both copies are kept as proof.": (
        "Читать и отправлять можно. Ничего не удалено; обе копии хранятся как доказательство."
    ),
    "These give {party} no right: {numbers}.": "Прав не дают ({party}): {numbers}.",
    "From {number} on its statements give {party} no right.": (
        "С {number} и далее его заявления прав не дают ({party})."
    ),
    "What {party} owes because of them stays owed.": "Обязательства, что из них следуют ({party}), остаются.",
    "This lasts until the root of {party} gives the desk a new credential.": (
        "Так будет, пока корневой ключ ({party}) не выдаст посту новое удостоверение."
    ),
    "Say nothing more from this desk. ": "Больше ничего не заявляйте с этого поста. ",
    "Tell the others over the voice line, ": "Сообщите остальным голосом, ",
    "and let your party's root take this desk back and give another a credential.": (
        "и пусть корневой ключ вашей стороны отзовёт этот пост и выдаст удостоверение другому."
    ),
    "Ask which of the two they said, ": "Спросите, которое из двух сделали они ",
    "and whether somebody else may hold a copy of that desk's vault.": (
        "и нет ли у кого-либо копии хранилища того поста."
    ),
    "writes both signed copies and the record to files.": "пишет обе подписанные копии и журнал в файлы.",
    "Call {party} on {number} ": "Позвоните: {party}, {number} ",
    "(clause {clause}) and read both hashes aloud.": "(п. {clause}) и прочтите вслух оба хеша.",
    "Call {party} ": "Позвоните: {party}, ",
    "on a number that you know already, and read both hashes aloud.": (
        "по номеру, который уже знаете, и прочтите вслух оба хеша."
    ),
    "Copy {n}": "Копия {n}",
    "by any relay": "через узел",
    "relay {name}": "узел {name}",
    "from courier": "с курьером",
    "said here": "сделано здесь",
    "hash": "хеш",
    "said ": "сделано ",
    "came {at}": "пришло {at}",
    "HOW FAR IT CAME": "КУДА ДОШЛО",
    "WHAT IS OWED": "ОБЯЗАТЕЛЬСТВА",
    "WHAT REFERS TO IT": "ЧТО ССЫЛАЕТСЯ НА НЕГО",
    "LINKS": "СВЯЗИ",
    "HEADER": "ЗАГОЛОВОК",
    "read by {officer} of {party} at {at}": "прочитано: {officer}, {party}, {at}",
    "in {n} of {of} mailboxes": "в ящиках: {n} из {of}",
    "by courier": "с курьером",
    "by way of {relay}": "путь: {relay}",
    "received {at}": "получено {at}",
    "refers to": "ссылается на",
    "its author's before": "прежнее того же поста",
    "said after": "сделано после",
    "it has not come": "ещё не пришло",
    "all parties": "все стороны",
    "audience": "адресаты",
    "said under": "основание",
    "context": "обстановка",
    "id": "хеш",
    "body": "текст",
    "held back until all who were asked have filed": "придержано, пока не подадут все опрошенные",
    "incarnation": "запуск",
    "{desk}, its statement {seq}": "{desk}, его заявление {seq}",
    "This is the newest.": "Это самое новое.",
    "This is the first.": "Это первое.",
    "Export evidence": "Выгрузка доказательств",
    "It is not encrypted: whoever has it can read what this desk can read.": (
        "Не зашифровано: у кого это есть, прочтёт всё, что доступно этому посту."
    ),
    "The record of {title} and both signed copies of each conflict, in a new folder.": (
        "Журнал «{title}» и обе подписанные копии каждого противоречия, в новой папке."
    ),
    "The record of {title}, in a new folder.": "Журнал «{title}», в новой папке.",
    "Write": "Записать",
    "Written: {path}": "Записано: {path}",
    "Search": "Поиск",
    "words, a number, a code, a kind": "слова, номер, код, вид",
    "all channels": "все каналы",
    "this channel": "этот канал",
    "In {where}. from:{code} and kind:message narrow it down.": (
        "Где: {where}. Уточняют from:{code} и kind:message."
    ),
    "{n} found so far, {looked} of {total} statements looked at": (
        "Найдено: {n}, просмотрено {looked} из {total}"
    ),
    "Nothing found in {where}.": "Ничего не найдено ({where}).",
    "the newest {n}": "последних {n}",
    "{place} of {n} found in {where}, the newest first": "{place} из {n}, новые первыми ({where})",
    "Nothing fits.": "Ничего не подходит.",
    "channel, party, screen, or a number like {number}": "канал, сторона, экран или номер вида {number}",
    "Go to": "Перейти",
    "its newest on {title}": "её последнее: {title}",
}
