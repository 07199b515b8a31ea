"""The joint board of risk, one question on it, the matrix."""

from __future__ import annotations

from collections.abc import Mapping

BOARD: Mapping[str, str] = {
    "Joint board of risk": "Tableau commun des risques",
    "Risk": "Risque",
    "Gap": "Écart",
    "far apart": "loin",
    "to discuss": "à discuter",
    "same cell": "même case",
    "{n} far apart": "loin : {n}",
    "{n} to discuss": "à discuter : {n}",
    "{n} in the same cell": "même case : {n}",
    "round {n}": "tour {n}",
    "file yours": "à déposer",
    "sealed {n}/{of}": "scellé {n}/{of}",
    "opening": "ouverture",
    "only one": "une seule",
    "not shown": "non montrée",
    "nothing filed": "aucun dépôt",
    "letter = risk": "lettre = risque",
    "Gap: steps in the matrix. Two or more on one axis: far apart; else to discuss.": (
        "Écart : pas dans la matrice. Deux ou plus sur un axe : loin ; sinon à discuter."
    ),
    "Talk it over; {key} asks a new round.": ("Parlez-en ; {key} demande un nouveau tour."),
    "Hide matrix": "Sans matrice",
    "List": "Liste",
    "No risk question yet. {key} asks one: who is asked files a sealed estimate.": (
        "Aucune question de risque. {key} en pose une : les parties consultées déposent une estimation "
        "scellée."
    ),
    "{n} questions are not for your party.": "Questions non destinées à votre partie : {n}.",
    "{key} files your estimate; nobody sees it before all have filed.": (
        "{key} dépose votre estimation ; nul ne la voit avant le dépôt de tous."
    ),
    "The filings came too close to the closes to be pooled: a new round is due.": (
        "Les dépôts sont trop proches des clôtures pour une synthèse : un nouveau tour est dû."
    ),
    "sealed: {n} of {of} filed": "scellée : dépôts {n} sur {of}",
    "{n} of {of} filed; being opened, not all that was filed is here": (
        "dépôts {n} sur {of} ; ouverture en cours, tout n'est pas encore ici"
    ),
    "open: {n} of {of} filed": "ouverte : dépôts {n} sur {of}",
    "the time is over; {n} of {of} filed, nothing could be opened": (
        "délai passé ; dépôts {n} sur {of}, rien n'a pu être ouvert"
    ),
    "{n} of {of} filed; the estimates are not for your party": (
        "dépôts {n} sur {of} ; estimations non destinées à votre partie"
    ),
    "deadline {at}, in {left}": "date limite {at}, dans {left}",
    "past its deadline; waited for until {at}": "date limite passée ; attente jusqu'à {at}",
    "{n} % {word}": "{n} % {word}",
    "impact {n} {word}": "gravité {n} {word}",
    "High confidence": "Confiance élevée",
    "Moderate confidence": "Confiance modérée",
    "Low confidence": "Confiance faible",
    "asked, has not filed": "demandée, non déposée",
    "filed, sealed": "déposée, scellée",
    "filed and closed": "déposée et close",
    "silent: filed nothing in time": "silence : aucun dépôt à temps",
    "filed and not released: not in the pool": "déposée et non descellée : hors synthèse",
    "released and invalid: not in the pool": "descellée et non valide : hors synthèse",
    "They differ on likelihood ({n}) and on impact ({m}).": "Écart de probabilité ({n}) et de gravité ({m}).",
    "They differ on likelihood only ({n}).": "Écart de probabilité seulement ({n}).",
    "They differ on impact only ({n}).": "Écart de gravité seulement ({n}).",
    "All stand in one cell of the matrix.": "Toutes dans une même case de la matrice.",
    "1 step": "1 pas",
    "{n} steps": "{n} pas",
    "Pooled": "Synthèse",
    "best {n} %": "centrale {n} %",
    ", {low} to {high} %": ", de {low} à {high} %",
    "spread {n}": "étendue {n}",
    "Dissent: {who}, whose own range does not hold it.": (
        "Avis divergent : {who}, dont l'intervalle l'exclut."
    ),
    ", which pooled {n} %": ", synthèse {n} %",
    "Round {n}, after {number}": "Tour {n}, après {number}",
    "Round {n} is {number}.": "Tour {n} : {number}.",
    "Resolves by {at}: {how}": "Tranché le {at} : {how}",
    "LIKELIHOOD × IMPACT": "PROBABILITÉ × GRAVITÉ",
    "words by {scale}, as agreed": "mots convenus : {scale}",
    "you, now": "vous, ici",
    "you, {day}": "vous, {day}",
    "Best and impact say where it stands.": "Centrale et gravité donnent la case.",
    "What the others think of this risk opens to you once all have filed.": (
        "Ce que les autres pensent de ce risque s'ouvre à vous quand tous ont déposé."
    ),
}
