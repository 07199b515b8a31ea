"""The agreement in force, clause by clause."""

from __future__ import annotations

from collections.abc import Mapping

AGREEMENT: Mapping[str, str] = {
    "IN FORCE": "EN VIGUEUR",
    "Ended": "Expiré",
    "Until": "Jusqu'au",
    "Now": "Maintenant",
    "After that": "Ensuite",
    "Review": "Réexamen",
    "Since": "Depuis le",
    "{kinds}, what desks record by themselves, and a renewal still go.": (
        "{kinds}, mentions automatiques et renouvellement restent possibles."
    ),
    "{at}, {t} ago.": "{at}, il y a {t}.",
    "{at}, for {t} more.": "{at}, encore {t}.",
    "It was to be reviewed by {at}.": "Le réexamen était prévu avant le {at}.",
    "To be reviewed by {at}, in {t}.": "À réexaminer avant le {at}, dans {t}.",
    "AMENDMENTS IN CONFLICT": "AMENDEMENTS INCOMPATIBLES",
    "AMENDMENT UNDER WAY, ACCEPTED BY {n} OF {m}": "AMENDEMENT EN COURS, ACCEPTÉ PAR {n} SUR {m}",
    "These came into force side by side. Until one of them is accepted anew, the terms below hold;": (
        "Ils sont entrés en vigueur côte à côte. Tant que l'un d'eux n'est pas accepté à nouveau, les termes "
        "ci-dessous s'appliquent ;"
    ),
    "what was said under either binds only its author.": (
        "ce qui est déclaré sous l'un ou l'autre n'engage que son auteur."
    ),
    "changes: {parts}": "modifie : {parts}",
    "withdrew": "rétractée",
    "not yet": "pas encore",
    "accepted": "acceptée",
    "good until {at}": "valable jusqu'au {at}",
    "PARTIES": "PARTIES",
    "signed": "signée",
    "your party": "votre partie",
    "run by {operator}": "exploité par {operator}",
    "key {key} …": "clé {key} …",
    "None: only what is carried by hand gets through.": "Aucun : seul passe ce qui est porté à la main.",
    "THIS TEXT": "CE TEXTE",
    "The first agreement": "Premier accord",
    "Amendment {n}": "Amendement {n}",
    "{which}, signed by every party. Hash ": "{which}, texte signé par chaque partie. Empreinte ",
    "Likelihoods are said in the words of {scale}.": "Les probabilités sont dites selon {scale}.",
    "title": "titre",
    "kinds of statements": "types de déclarations",
    "words for likelihoods": "mots de probabilité",
    "parties": "parties",
    "relays": "relais",
    "who may say what": "qui peut déclarer quoi",
    "how fast": "délais",
    "comm checks": "essais de liaison",
    "delivery": "remise",
    "keys": "clés",
    "retention": "conservation",
    "joining later": "arrivée ultérieure",
    "verifying": "vérification",
    "voice numbers": "numéros d'appel",
    "dates": "dates",
    "WHO MAY SAY WHAT": "QUI PEUT DÉCLARER QUOI",
    "HOW FAST": "DÉLAIS",
    "THE LINE": "LA LIGNE",
    "VOICE NUMBERS": "NUMÉROS D'APPEL",
    "Acknowledgements, and what desks record by themselves, are always open to every party.": (
        "Les accusés de réception et les mentions automatiques des postes sont toujours ouverts à chaque "
        "partie."
    ),
    "Said by {who}.": "Auteurs : {who}.",
    "Every party reads it.": "Chaque partie la lit.",
    "The principals and the mediator, if there is one, read it.": (
        "Lue par les parties principales et le médiateur, s'il y en a un."
    ),
    "The parties that its author names read it.": "Lue par les parties que nomme son auteur.",
    "It may be held back until all who were asked have filed.": (
        "Elle peut être retenue jusqu'au dépôt de toutes les parties consultées."
    ),
    "What is held back goes to the mediator, sealed, when it is filed.": (
        "Ce qui est retenu va, scellé, au médiateur lors du dépôt."
    ),
    "What is late is waited for {t} more.": "Les retardataires sont attendus encore {t}.",
    "Nobody owes an acknowledgement.": "Aucun accusé de réception n'est dû.",
    "A named officer acknowledges within {t}.": "Un officier identifié accuse réception sous {t}.",
    "If nobody does: {next}.": "À défaut : {next}.",
    "Delivery": "Remise",
    "Keys": "Clés",
    "Retention": "Conservation",
    "Joining later": "Arrivée ultérieure",
    "Verifying": "Vérification",
    "Every {t} the line is tested.": "La ligne est essayée toutes les {t}.",
    "A desk answers within {desk}, a duty officer within {duty}, a directory contact within {directory}.": (
        "Un poste répond sous {desk}, un officier de permanence sous {duty}, un contact de l'annuaire sous "
        "{directory}."
    ),
    "It is never presumed: only a party's own word shows that it has a statement.": (
        "Jamais présumée : seule la parole d'une partie montre qu'elle a une déclaration."
    ),
    "It is presumed {t} after a statement, of a party that shows signs of life.": (
        "Présumée {t} après la déclaration, pour une partie qui donne signe de vie."
    ),
    "A desk's sealing key changes every {rotate}; the one before is erased after {retain}.": (
        "La clé de scellement d'un poste change toutes les {rotate} ; la précédente est effacée après "
        "{retain}."
    ),
    "Words are kept for {t}; who said what kind of thing when is kept for good.": (
        "Les textes sont conservés {t} ; qui a déclaré quel type de chose et quand l'est sans limite."
    ),
    "A party that joins later gets all headers, and the words of what is said from then on.": (
        "Une partie arrivée plus tard reçoit tous les en-têtes, et les textes de ce qui suit son arrivée."
    ),
    "A party that joins later gets everything from the first statement on.": (
        "Une partie arrivée plus tard reçoit tout depuis la première déclaration."
    ),
    "{who} verify; one of them is enough.": "{who} : la vérification par un seul suffit.",
    "{who} verify; {n} of them must agree.": "{who} : la vérification doit concorder pour {n}.",
    "to compare codes": "pour comparer les codes",
    "when every written way fails": "quand toute voie écrite échoue",
}
