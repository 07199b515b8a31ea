"""The main screen: what needs the officer, channels, the transcript, FLASH."""

from __future__ import annotations

from collections.abc import Mapping

CHANNEL: Mapping[str, str] = {
    "NEEDS YOU": "ЖДЁТ ВАС",
    "Nothing.": "Ничего.",
    "  and {n} more: n": "  и ещё {n}: n",
    "CHANNELS": "КАНАЛЫ",
    "SHARED": "ОБЩЕЕ",
    "RECORD": "ЖУРНАЛ",
    "Joint risk": "Общие риски",
    "Transcript": "Журнал",
    "Connection": "Связь",
    "None yet.": "Пока нет.",
    "intact": "цел",
    "conflict": "противоречие",
    "{n} missing": "недостаёт: {n}",
    "not proven": "не подтверждён",
    "not proven current by {who}": "не подтвердили: {who}",
    "{n} to file": "подать: {n}",
    "{n} sealed": "под печатью: {n}",
    "1 risk": "1 риск",
    "{n} risks": "рисков: {n}",
    "Transcript conflict": "Противоречие",
    "Overdue": "Расписка просрочена",
    "Estimate asked": "Нужна оценка",
    "Reply asked": "Просят ответа",
    "Unanswered": "Без ответа",
    "Unreached": "Не на связи",
    "Unconfirmed": "Не доказано",
    "Clocks contradict": "Часы расходятся",
    "Not sent yet": "Не отправлено",
    "Offline": "Нет связи",
    "History incomplete": "История неполна",
    "Sunset": "Конец соглашения",
    "Unverified": "Не сверено",
    "Vault cannot be written": "Хранилище не пишется",
    "{n} statements have not come": "не пришло заявлений: {n}",
    "1 needs you: {what}": "Ждёт вас (1): {what}",
    "{n} need you: {what}": "Ждёт вас ({n}): {what}",
    "Nothing needs you now.": "Сейчас вас ничто не ждёт.",
    "The record is being opened.": "Журнал открывается.",
    "{up} of {n} relays": "узлы: {up} из {n}",
    "{n} waiting": "ждёт: {n}",
    "Offline {t}": "Нет связи {t}",
    "no relay yet": "узлов пока нет",
    "Outbox empty": "Исходящих нет",
    "oldest {t}": "самому старому {t}",
    "No channel yet.": "Канала пока нет.",
    "{n} statements": "заявлений: {n}",
    "The agreement has ended; the line itself goes on": "Срок соглашения истёк; сама линия работает",
    "Agreement signed by all {n} parties, sunset in {t}": ("Соглашение всех сторон ({n}), ещё {t}"),
    "{who} not verified": "{who}: код не сверен",
    "all parties verified": "коды всех сторон сверены",
    "unverified": "не сверено",
    "verified": "сверено",
    "NOT REAL EVENTS": "СОБЫТИЯ НЕ РЕАЛЬНЫ",
    "{who} not verified: on this desk nothing can be said here before. {key} compares the codes.": (
        "{who}: код не сверен; до сверки с этого поста ничего заявить нельзя. {key}: сверить коды."
    ),
    "The vault cannot be written: {why}": "Хранилище не пишется: {why}",
    "No relay can be reached: what you say is signed, saved and queued.": (
        "Узлы не отвечают: заявленное подписывается, сохраняется и ждёт."
    ),
    "Write a message, or press {key} for a structured statement": (
        "Напишите сообщение или нажмите {key}: заявление по форме"
    ),
    "Ended by clause {clause}: comm checks, acknowledgements, incidents and a renewal still go.": (
        "Срок истёк по п. {clause}: возможны проверки связи, расписки, донесения о происшествиях и продление."
    ),
    "New since {at}": "Новое с {at}",
    "All is marked as seen.": "Всё отмечено как просмотренное.",
    "{n} new below": "ниже новых: {n}",
    "{n} unread": "не прочитано: {n}",
    "Nothing is unread.": "Непрочитанного нет.",
    "There is nothing to send.": "Отправлять нечего.",
    "What desks say by themselves is shown.": "Показано и то, что посты делают сами.",
    "Only what officers say is shown.": "Показано только то, что заявляют офицеры.",
    "unknown desk": "неизвестный пост",
    "read by {who} {at}": "прочитано: {who} {at}",
    "Acknowledge by {at}, in {left}": "Расписаться до {at}, через {left}",
    "Acknowledgement overdue since {at}": "Расписка просрочена с {at}",
    "Acknowledgement asked": "Нужна расписка",
    "acknowledge": "расписаться",
    "acknowledged": "расписка дана",
    "FLASH {number} acknowledged {at}.": "FLASH {number}: расписка дана {at}.",
    "acknowledged late": "расписка дана с опозданием",
    "Reply asked for by {at}, in {left}": "Просят ответа до {at}, через {left}",
    "due {at}": "срок {at}",
    "history incomplete: something it comes after has not come": (
        "история неполна: ещё не пришло то, что было раньше"
    ),
    "from courier, imported {at}": "с курьером, принято {at}",
    "arrived late, at {at}": "пришло поздно, {at}",
    "Choose a statement of another party to acknowledge it.": (
        "Выберите заявление другой стороны, чтобы расписаться в получении."
    ),
    "Your party has acknowledged this already.": "Ваша сторона уже дала расписку.",
    "Saved: {path}": "Сохранено: {path}",
    "The mouse is the terminal's now: mark text as anywhere. {key} takes it back.": (
        "Мышь теперь у терминала: выделяйте текст как обычно. {key} вернёт её."
    ),
    "Clicks come here again.": "Мышь снова работает здесь.",
    "Something broke that should not ({kind}). What you said is kept: start again and go on.": (
        "Сбой программы ({kind}). Заявленное сохранено: запустите снова и продолжайте."
    ),
    "Something broke that should not ({kind}), and this exercise ends with it.": (
        "Сбой программы ({kind}); учение на этом закончено."
    ),
    "HOTLINE_DEBUG=1 shows where.": "HOTLINE_DEBUG=1 покажет место.",
    "{kind}, received {at} by way of {relay}, signature good.": (
        "{kind}; получено {at}, путь: {relay}; подпись верна."
    ),
    "{n} more lines: {key} opens them": "ещё строк: {n}; {key} откроет",
    "Acknowledge by {at}: {left} left.": "Расписаться до {at}: осталось {left}.",
    "Acknowledgement overdue since {at}.": "Расписка просрочена с {at}.",
    "Acknowledging says “received”. It does not say “agreed”.": (
        "Расписка значит «получено». Она не значит «согласны»."
    ),
    "Acknowledge receipt": "Расписаться в получении",
    "Open channel": "Открыть канал",
    "Keep as a bar": "Свернуть",
    "Make the window at least {size}": "Окно нужно не меньше {size}",
    "Amendments in conflict": "Поправки противоречат",
}
