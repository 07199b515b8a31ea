"""Русский: the tables of the folder `ru`, merged; and the terms that they keep to.

    statement          заявление (neuter: states and standings agree with it)
    channel, line      канал, линия
    agreement          соглашение; clause пункт (п. 4.1), amendment поправка
    party              сторона; principal основная сторона, mediator посредник, observer наблюдатель
    officer            офицер; duty officer дежурный офицер, liaison офицер связи
    exercise control   руководство учением
    desk               пост: where an officer works; device устройство, where keys are meant
    root, credential   корневой ключ, удостоверение
    relay              узел (связи); mailbox ящик, envelope конверт
    queued, relayed    в очереди, на узле: "on a relay" cannot be taken for "arrived"
    delivered, read    доставлено, прочитано
    answered           есть ответ; unanswered без ответа
    acknowledgement    расписка (в получении); to acknowledge расписаться: one signs for what was handed over,
                       and agrees to nothing. Never подтвердить, which also says that it is true.
    receipt            квитанция: of a machine
    transcript, record журнал
    courier, outbox    курьер, исходящие
    vault              хранилище
    obligation         обязательство; overdue просрочено, waived снято
    unreached          не на связи: no sign of life; not нет связи, which is said of the own desk
    unconfirmed        не доказано: that it was delivered
    contested          спорно; disputed оспорено, by two amendments
    conflict           противоречие: two histories of one desk
    sunset             конец, истечение срока
    held, sealed       придержано, под печатью; to file подать, to release вскрыть
    verify (a root)    сверить, сверка: codes are compared; to verify a fact or a signature проверить
    confidence, impact доверие, воздействие: neuter, as their words низкое, умеренное, высокое
    exercise           учение; drill тренировка
    precedence         срочность; FLASH, IMMEDIATE, PRIORITY, ROUTINE stay

A number stands after a colon where no form of the noun would be right for all of them; days are сут. What is
inserted, such as a party's name, is in the nominative, behind a colon or in brackets.
"""

from __future__ import annotations

from collections.abc import Mapping

from client.text.languages.ru.agreement import AGREEMENT
from client.text.languages.ru.board import BOARD
from client.text.languages.ru.channel import CHANNEL
from client.text.languages.ru.first import FIRST
from client.text.languages.ru.form import FORM
from client.text.languages.ru.keys import KEYS
from client.text.languages.ru.kinds import KINDS
from client.text.languages.ru.line import LINE
from client.text.languages.ru.record import RECORD
from client.text.languages.ru.refusals import REFUSALS
from client.text.languages.ru.troubles import TROUBLES
from client.text.languages.ru.verify import VERIFY
from client.text.languages.ru.words import WORDS

RUSSIAN: Mapping[str, str] = {
    **WORDS,
    **KINDS,
    **CHANNEL,
    **FORM,
    **LINE,
    **RECORD,
    **AGREEMENT,
    **BOARD,
    **VERIFY,
    **FIRST,
    **KEYS,
    **REFUSALS,
    **TROUBLES,
}
