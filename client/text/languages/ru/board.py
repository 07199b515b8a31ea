"""The joint board of risk, one question on it, the matrix."""

from __future__ import annotations

from collections.abc import Mapping

BOARD: Mapping[str, str] = {
    "Joint board of risk": "Общая доска рисков",
    "Risk": "Риск",
    "Gap": "Разница",
    "far apart": "далеко",
    "to discuss": "обсудить",
    "same cell": "одна клетка",
    "{n} far apart": "далеко: {n}",
    "{n} to discuss": "обсудить: {n}",
    "{n} in the same cell": "в одной клетке: {n}",
    "round {n}": "круг {n}",
    "file yours": "подайте",
    "sealed {n}/{of}": "печать {n}/{of}",
    "opening": "вскрытие",
    "only one": "только одна",
    "not shown": "не показано",
    "nothing filed": "не подано",
    "letter = risk": "буква = риск",
    "Gap: steps in the matrix. Two or more on one axis: far apart; else to discuss.": (
        "Разница: шаги в матрице. Два и больше по одной оси: далеко; иначе обсудить."
    ),
    "Talk it over; {key} asks a new round.": "Обсудите; {key} назначит новый круг.",
    "Hide matrix": "Без матрицы",
    "List": "Список",
    "No risk question yet. {key} asks one: who is asked files a sealed estimate.": (
        "Вопросов о риске пока нет. {key}: задать; опрошенные подают оценку под печатью."
    ),
    "{n} questions are not for your party.": "Вопросов не для вашей стороны: {n}.",
    "{key} files your estimate; nobody sees it before all have filed.": (
        "{key}: подать оценку; пока не подадут все, её не увидит никто."
    ),
    "The filings came too close to the closes to be pooled: a new round is due.": (
        "Оценки поданы слишком близко к закрытию, свести их нельзя: нужен новый круг."
    ),
    "sealed: {n} of {of} filed": "под печатью: подали {n} из {of}",
    "{n} of {of} filed; being opened, not all that was filed is here": (
        "подали {n} из {of}; идёт вскрытие, здесь ещё не всё поданное"
    ),
    "open: {n} of {of} filed": "вскрыто: подали {n} из {of}",
    "the time is over; {n} of {of} filed, nothing could be opened": (
        "срок вышел; подали {n} из {of}, вскрыть ничего не удалось"
    ),
    "{n} of {of} filed; the estimates are not for your party": (
        "подали {n} из {of}; оценки не для вашей стороны"
    ),
    "deadline {at}, in {left}": "срок {at}, через {left}",
    "past its deadline; waited for until {at}": "срок вышел; ждут до {at}",
    "{n} % {word}": "{n} % {word}",
    "impact {n} {word}": "воздействие {n} {word}",
    "High confidence": "Доверие высокое",
    "Moderate confidence": "Доверие умеренное",
    "Low confidence": "Доверие низкое",
    "asked, has not filed": "запрошено, не подано",
    "filed, sealed": "подано, под печатью",
    "filed and closed": "подано и закрыто",
    "silent: filed nothing in time": "молчит: в срок не подано",
    "filed and not released: not in the pool": "подано и не вскрыто: в свод не входит",
    "released and invalid: not in the pool": "вскрыто и недействительно: в свод не входит",
    "They differ on likelihood ({n}) and on impact ({m}).": (
        "Расходятся в вероятности ({n}) и в воздействии ({m})."
    ),
    "They differ on likelihood only ({n}).": "Расходятся только в вероятности ({n}).",
    "They differ on impact only ({n}).": "Расходятся только в воздействии ({n}).",
    "All stand in one cell of the matrix.": "Все в одной клетке матрицы.",
    "1 step": "1 шаг",
    "{n} steps": "шагов: {n}",
    "Pooled": "Свод",
    "best {n} %": "лучшая {n} %",
    ", {low} to {high} %": ", от {low} до {high} %",
    "spread {n}": "разброс {n}",
    "Dissent: {who}, whose own range does not hold it.": "Особое мнение: {who}; свод вне их пределов.",
    ", which pooled {n} %": ", свод которого {n} %",
    "Round {n}, after {number}": "Круг {n}, после {number}",
    "Round {n} is {number}.": "Круг {n}: {number}.",
    "Resolves by {at}: {how}": "Решится к {at}: {how}",
    "LIKELIHOOD × IMPACT": "ВЕРОЯТНОСТЬ × ВОЗДЕЙСТВИЕ",
    "words by {scale}, as agreed": "слова по {scale}",
    "you, now": "вы, сейчас",
    "you, {day}": "вы, {day}",
    "Best and impact say where it stands.": "Место покажут лучшая оценка и воздействие.",
    "What the others think of this risk opens to you once all have filed.": (
        "Что думают об этом риске другие, откроется вам, когда подадут все."
    ),
}
