"""Comparing root codes over a voice line."""

from __future__ import annotations

from collections.abc import Mapping

VERIFY: Mapping[str, str] = {
    "Verify {party}": "Сверка: {party}",
    "not verified yet": "ещё не сверено",
    "Call {party}": "Позвоните: {party}",
    "Call {party} on a number that you know from elsewhere.": (
        "Позвоните: {party}, по номеру, который знаете из другого источника."
    ),
    "The agreement has none for this. Never one that came through a channel.": (
        "В соглашении его нет. Номер, пришедший по каналу, не годится."
    ),
    "Signed by all in clause {clause}.": "Подписан всеми, п. {clause}.",
    "Never one that came through a channel.": "Номер, пришедший по каналу, не годится.",
    "Read your own code out. They type all of it.": "Прочтите свой код вслух. Они набирают его целиком.",
    "Type the whole code of {party}, as you hear it.": "Наберите весь код {party} на слух.",
    "Type them as you hear them: what was copied proves nothing.": (
        "Набирайте на слух: скопированное ничего не доказывает."
    ),
    "The same code in words: {language}. They type digits; {key} shows these.": (
        "Тот же код словами: {language}. Набирают цифры; их покажет {key}."
    ),
    "Your own 24 digits, for somebody who stands beside you.": "Ваши 24 цифры, для того, кто стоит рядом.",
    "Who reads": "Кто читает",
    "How": "Как",
    "voice line": "голосом",
    "They type yours as well. Match or differ is said after all 24 digits.": (
        "Они набирают и ваш. Сошлось или нет, будет сказано после всех 24 цифр."
    ),
    "Kept: {how}.": "Хранится: {how}.",
    "{n} of 24 digits: all six groups are compared at once.": (
        "{n} из 24 цифр: все шесть групп сверяются разом."
    ),
    "All 24 digits match: {party} is verified.": "Все 24 цифры сошлись: {party}, код сверен.",
    "Kept on this desk: {how}.": "Хранится на этом посту: {how}.",
    "Stay on the line: read yours out until they say that it matches as well.": (
        "Не кладите трубку: читайте свой, пока и они не скажут, что сошлось."
    ),
    "The digits differ.": "Цифры не сошлись.",
    "{party} stays unverified; nothing is lost.": "{party}: код не сверен; ничего не потеряно.",
    "What was verified before stays: {how}.": "Прежняя сверка в силе: {how}.",
    "Mostly a digit was misheard: let them read all six groups once more.": (
        "Чаще всего цифру не расслышали: пусть прочтут все шесть групп ещё раз."
    ),
    "If they differ again, hang up and call back yourself. If they still differ, the root on this "
    "desk is not theirs: say nothing in confidence here, and ask your party's lead.": (
        "Если снова не сошлись, положите трубку и перезвоните сами. Если и тогда нет, корневой ключ на "
        "этом посту не их: доверительного здесь не заявляйте и спросите старшего своей стороны."
    ),
    "{key} once more leaves, and drops the digits that you typed.": (
        "Ещё раз {key}: выйти, набранные цифры пропадут."
    ),
}
