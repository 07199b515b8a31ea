"""States, standings, obligations, roles, scales and times: the words that stand everywhere alike."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "queued": "en file",
    "relayed": "au relais",
    "delivered": "remise",
    "read": "lue",
    "answered": "avec réponse",
    "It is in your vault and goes out as soon as there is a way.": (
        "Elle est dans votre coffre et partira dès qu'une voie s'ouvrira."
    ),
    "A relay signed for it; no desk of theirs has it yet.": (
        "Un relais en a signé la prise en charge ; aucun de leurs postes ne l'a encore."
    ),
    "A desk of theirs has it. Nobody says yet that it was read.": (
        "L'un de leurs postes l'a. Rien ne dit encore qu'elle a été lue."
    ),
    "A named officer has read it. That is not a consent.": (
        "Un officier identifié l'a lue. Cela ne vaut pas consentement."
    ),
    "They have answered.": "Ils ont répondu.",
    "counts": "fait foi",
    "conflicting": "contradictoire",
    "disowned": "désavouée",
    "disputed": "litigieuse",
    "late": "tardive",
    "unwitnessed": "sans témoin",
    "misplaced": "mal rattachée",
    "invalid": "non valide",
    "waiting": "en attente",
    "It counts.": "Elle fait foi.",
    "Its author's device said two things in one place: it gives no right.": (
        "L'appareil de son auteur a dit deux choses sous un même numéro : elle ne donne aucun droit."
    ),
    "Its author's party no longer stands for the device that said it.": (
        "La partie de son auteur ne répond plus de l'appareil qui l'a faite."
    ),
    "Two amendments are in force side by side: it binds only its author.": (
        "Deux amendements sont en vigueur côte à côte : elle n'engage que son auteur."
    ),
    "It was said under terms, or with a credential, that had ended.": (
        "Faite sous des termes, ou avec une accréditation, qui avaient expiré."
    ),
    "It is dated in time, but no other party shows that it was.": (
        "Datée dans le délai, mais aucune autre partie ne montre qu'elle l'était."
    ),
    "It refers to something that it cannot answer.": "Elle renvoie à ce à quoi elle ne peut pas répondre.",
    "It breaks the agreement or the protocol. It is kept and shown, and counts for nothing.": (
        "Elle enfreint l'accord ou le protocole. Elle est gardée et montrée, mais ne compte pour rien."
    ),
    "It cannot be judged yet.": "On ne peut pas encore en juger.",
    "It depends on a body that is not shown to you.": "Elle dépend d'un texte qui ne vous est pas montré.",
    "An ancestor of it has not arrived yet.": "Une déclaration dont elle procède n'est pas encore arrivée.",
    "open": "en cours",
    "met": "remplie",
    "met late": "remplie en retard",
    "overdue": "en retard",
    "unreached": "sans contact",
    "unconfirmed": "non prouvée",
    "contested": "contestable",
    "waived": "levée",
    "unanswered": "sans réponse",
    "There is still time.": "Le délai court encore.",
    "It was done in time.": "Fait dans le délai.",
    "It was done, but late.": "Fait, mais en retard.",
    "Unanswered: they have it, and the time is over.": "Sans réponse : ils l'ont, et le délai est passé.",
    "No sign of life from them: no clock runs. Try another way.": (
        "Aucun signe de vie : aucun délai ne court. Essayez une autre voie."
    ),
    "They show signs of life, but no proof that they have it.": (
        "Ils donnent signe de vie, mais rien ne prouve qu'ils l'ont."
    ),
    "The clocks contradict each other: both times are shown.": (
        "Les horloges se contredisent : les deux heures sont montrées."
    ),
    "It is no longer owed.": "L'obligation est levée.",
    "{owes} owes {to} an acknowledgement of {number} within {t} of its delivery (clause {clause}).": (
        "{owes} doit à {to} un accusé de réception de {number} dans les {t} suivant sa remise (art. "
        "{clause})."
    ),
    "Delivery is not proven; by the agreement it is presumed since {since}.": (
        "La remise n'est pas prouvée ; selon l'accord elle est présumée depuis {since}."
    ),
    "Its delivery is dated {one} by one clock, {other} by another.": (
        "Une horloge date sa remise de {one}, une autre de {other}."
    ),
    "It was delivered at {at}.": "Remise : {at}.",
    "It is due by {due}.": "Échéance : {due}.",
    "Its delivery is not proven yet.": "Sa remise n'est pas encore prouvée.",
    "It was given at {at}, in time.": "Donné : {at}, dans le délai.",
    "It was given late: dated {dated}, due by {due}.": (
        "Donné en retard : daté de {dated}, attendu avant {due}."
    ),
    "It was due by {due}: unanswered.": "Attendu avant {due} : sans réponse.",
    "There has been no sign of life for {waited}: unreached. No clock runs; try other paths.": (
        "Aucun signe de vie depuis {waited} : sans contact. Aucun délai ne court ; essayez d'autres voies."
    ),
    "There are signs of life, but no proof of delivery: unconfirmed. No clock runs; it is asked again.": (
        "Il y a signe de vie, mais aucune preuve de remise : non prouvée. Aucun délai ne court ; la demande "
        "est répétée."
    ),
    "The clocks contradict each other: until {due} it is contested, not overdue.": (
        "Les horloges se contredisent : jusqu'à {due} c'est contestable, et non en retard."
    ),
    "It is dated {dated} and was due by {due}; whether it came in time is contested.": (
        "Daté de {dated}, attendu avant {due} ; qu'il soit venu à temps est contestable."
    ),
    "It is not owed any more.": "L'obligation est levée.",
    "held back until all have filed": "retenue jusqu'au dépôt de tous",
    "not for you": "pas pour vous",
    "not readable": "illisible",
    "held back": "retenue",
    "not here yet": "pas encore arrivée",
    "asked": "demandée",
    "filed": "déposée",
    "closed": "close",
    "released": "descellée",
    "silent": "silence",
    "filed and not released": "déposée et non descellée",
    "released and invalid": "descellée et non valide",
    "duty officer": "officier de permanence",
    "liaison": "officier de liaison",
    "analyst": "analyste",
    "observer": "observateur",
    "mediator": "médiateur",
    "exercise control": "direction de l'exercice",
    "Duty officer": "Officier de permanence",
    "Liaison": "Officier de liaison",
    "Analyst": "Analyste",
    "Observer": "Observateur",
    "Mediator": "Médiateur",
    "Exercise control": "Direction de l'exercice",
    "principal": "principale",
    "principals": "parties principales",
    "the mediator": "le médiateur",
    "observers": "observateurs",
    "all": "toutes",
    "parties named": "parties nommées",
    "almost no chance": "quasi exclu",
    "very unlikely": "très improbable",
    "unlikely": "improbable",
    "roughly even chance": "une chance sur deux",
    "likely": "probable",
    "very likely": "très probable",
    "almost certain": "quasi certain",
    "remote chance": "chance infime",
    "highly unlikely": "fort improbable",
    "realistic possibility": "possibilité réelle",
    "highly likely": "fort probable",
    "between remote chance and highly unlikely": "entre chance infime et fort improbable",
    "between highly unlikely and unlikely": "entre fort improbable et improbable",
    "between unlikely and realistic possibility": "entre improbable et possibilité réelle",
    "between realistic possibility and likely": "entre possibilité réelle et probable",
    "between likely and highly likely": "entre probable et fort probable",
    "between highly likely and almost certain": "entre fort probable et quasi certain",
    "low": "faible",
    "moderate": "modérée",
    "high": "élevée",
    "extreme": "extrême",
    "negligible": "négligeable",
    "minor": "mineure",
    "major": "majeure",
    "severe": "critique",
    "completely reliable": "tout à fait fiable",
    "usually reliable": "habituellement fiable",
    "fairly reliable": "assez fiable",
    "not usually reliable": "rarement fiable",
    "unreliable": "non fiable",
    "cannot be judged": "non évaluable",
    "confirmed": "confirmée",
    "probably true": "probablement vraie",
    "possibly true": "peut-être vraie",
    "doubtful": "douteuse",
    "improbable": "invraisemblable",
    "Jan": "jan",
    "Feb": "fév",
    "Mar": "mar",
    "Apr": "avr",
    "May": "mai",
    "Jun": "jun",
    "Jul": "jul",
    "Aug": "aoû",
    "Sep": "sep",
    "Oct": "oct",
    "Nov": "nov",
    "Dec": "déc",
    "{n} s": "{n} s",
    "{n} min": "{n} min",
    "{h} h {m} min": "{h} h {m} min",
    "{n} h": "{n} h",
    "{n} days": "{n} j",
    "{n} years": "{n} ans",
    "in {t}": "dans {t}",
    "{t} ago": "il y a {t}",
    "yes": "oui",
    "no": "non",
    "Yes": "Oui",
    "No": "Non",
    "on": "oui",
    "off": "non",
    "never": "jamais",
    "now": "maintenant",
    "none": "aucun",
    "nothing": "rien",
    "other": "autres",
    "the others": "les autres",
    "to": "à",
    "To": "Pour",
    "re": "réf.",
    "new": "nouveau",
    "New": "Nouveau",
    "next": "suivant",
    "over": "échu",
    "ended": "expiré",
    "exercise": "exercice",
    "Exercise": "Exercice",
    "real": "réel",
    "Real": "Réel",
    "routine": "routine",
    "FLASH": "FLASH",
    "statement": "déclaration",
    "channel": "canal",
    "party": "partie",
    "screen": "écran",
    "desk": "poste",
    "device": "appareil",
    "(clause {clause})": "(art. {clause})",
    " (clause {clause})": " (art. {clause})",
    "clause {clause}": "art. {clause}",
    "{these} and {last}": "{these} et {last}",
    "and {n} more": "et {n} de plus",
    ": ": "\u00a0: ",
    "{first} to {last}": "{first} à {last}",
    "{n} bytes": "{n} octets",
    "{n} KB": "{n} ko",
    "{n} MB": "{n} Mo",
    "english": "anglais",
    "french": "français",
    "russian": "russe",
    "spanish": "espagnol",
    "italian": "italien",
    "portuguese": "portugais",
    "czech": "tchèque",
    "turkish": "turc",
    "japanese": "japonais",
    "korean": "coréen",
    "chinese_simplified": "chinois simplifié",
    "chinese_traditional": "chinois traditionnel",
}
