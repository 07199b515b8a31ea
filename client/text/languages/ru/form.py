"""Writing: forms, what is wrong in them, drafts, review, sending."""

from __future__ import annotations

from collections.abc import Mapping

FORM: Mapping[str, str] = {
    "needs a value": "нужно значение",
    "needs no more than {n}": "не больше: {n}",
    "needs at least one": "нужно хотя бы одно",
    "needs no more than {n} characters": "не больше знаков: {n}",
    "needs a number from {least} to {most}": "нужно число от {least} до {most}",
    "needs a whole number": "нужно целое число",
    "needs a time, like {forms}": "нужно время, например {forms}",
    "needs a choice": "нужен выбор",
    "needs one of {words}": "нужно одно из: {words}",
    "needs a few words": "нужно несколько слов",
    "needs another form": "нужен другой вид записи",
    "At most {n} characters.": "Знаков не больше {n}.",
    "May be left out.": "Можно не заполнять.",
    "arrows, digit or first letter": "стрелки, цифра или первая буква",
    "arrows, space puts in or out": "стрелки, пробел ставит и снимает",
    "one a line": "по одному в строке",
    "nobody yet": "пока никому",
    "add one": "добавить",
    "remove this one": "убрать это",
    "Name": "Имя",
    "Value": "Значение",
    "The parties that are to read it. All see that it was said, and when.": (
        "Стороны, которые это прочтут. Что и когда заявлено, видят все."
    ),
    "Precedence": "Срочность",
    "How soon it must be read. IMMEDIATE and FLASH hold {n} words at most.": (
        "Как скоро надо прочитать. В IMMEDIATE и FLASH не больше {n} слов."
    ),
    "Nobody has to acknowledge it.": "Расписка не требуется.",
    "To be acknowledged within {t} (clause {clause})": "Расписка за {t} (п. {clause})",
    "At least {least}.": "Не ниже {least}.",
    "New statement": "Новое заявление",
    "Reply to {number}": "Ответ на {number}",
    "{kind}: about which?": "{kind}: по какому заявлению?",
    "Choose": "Выбрать",
    "Throw a draft away": "Выбросить черновик",
    "DRAFTS": "ЧЕРНОВИКИ",
    "NEW": "НОВОЕ",
    "Nothing on this channel asks for it yet.": "На этом канале для этого пока нет повода.",
    "Once more throws this draft away. Nothing brings it back.": (
        "Ещё раз: черновик будет выброшен. Вернуть его нельзя."
    ),
    "Your party has answered it already.": "Ваша сторона уже ответила.",
    "draft saved {at}": "черновик сохранён {at}",
    "draft not saved: {why}": "черновик не сохранён: {why}",
    "Close, keep draft": "Закрыть, оставить черновик",
    "The draft could not be kept. {key} once more leaves without it.": (
        "Черновик сохранить не удалось. Ещё раз {key}: выйти без него."
    ),
    "Kept as a draft: {key} goes on with it.": "Оставлено черновиком: {key} продолжит.",
    "Too long to be urgent: say the rest as a second statement.": (
        "Для срочного слишком длинно: остальное скажите вторым заявлением."
    ),
    "Too long to be urgent. Say the urgent part now, and the rest as a second statement.": (
        "Для срочного слишком длинно. Срочное скажите сейчас, остальное вторым заявлением."
    ),
    "{n} of {most} words": "слов: {n} из {most}",
    "{n} of {most} characters": "знаков: {n} из {most}",
    "{n} lines more: arrow down": "ниже ещё строк: {n}, стрелка вниз",
    "To mend: {what}": "Исправить: {what}",
    "enter adds one, or takes one out": "Enter добавляет или убирает",
    "Still needed: {what}": "Ещё нужно: {what}",
    "{who} WILL READ": "ПРОЧТУТ {who}",
    "THE OTHERS WILL READ": "ДРУГИЕ ПРОЧТУТ",
    "^s shows all of it": "^s покажет всё",
    "To {who}": "Кому: {who}",
    "{who} not verified: their root may be another's.": (
        "{who}: код не сверен, корневой ключ может быть чужим."
    ),
    "Held back until all who were asked have filed, or the time is over.": (
        "Придержано, пока не подадут все опрошенные или не выйдет срок."
    ),
    "Send this FLASH though {who} is not verified?": "Отправить FLASH, хотя код не сверен: {who}?",
    "Send": "Отправить",
    "It is being kept and queued.": "Сохраняется и ставится в очередь.",
    "Go on writing": "Писать дальше",
    "{number} is signed and kept.": "{number}: подписано и сохранено.",
    "The agreement lets your party say nothing here.": "По соглашению ваша сторона здесь ничего не заявляет.",
    "The agreement does not let your party say this now.": (
        "По соглашению ваша сторона сейчас этого заявить не может."
    ),
    "{number} was handed to the terminal for its clipboard.": "{number} передано терминалу в буфер обмена.",
    "The file is not encrypted.": "Файл не зашифрован.",
    "Some terminals refuse that, and none says so. If it did not work, save it to a file:": (
        "Иные терминалы этого не делают и молчат. Если не вышло, сохраните в файл:"
    ),
    "{path} cannot be written: {why}.": "{path}: записать нельзя: {why}.",
    "Save to the file": "Сохранить в файл",
    "Done": "Готово",
}
