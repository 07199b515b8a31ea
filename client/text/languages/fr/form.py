"""Writing: forms, what is wrong in them, drafts, review, sending."""

from __future__ import annotations

from collections.abc import Mapping

FORM: Mapping[str, str] = {
    "needs a value": "valeur requise",
    "needs no more than {n}": "pas plus de {n}",
    "needs at least one": "au moins un élément requis",
    "needs no more than {n} characters": "pas plus de {n} caractères",
    "needs a number from {least} to {most}": "nombre requis, de {least} à {most}",
    "needs a whole number": "nombre entier requis",
    "needs a time, like {forms}": "heure requise, par exemple {forms}",
    "needs a choice": "choix requis",
    "needs one of {words}": "l'un de ceux-ci : {words}",
    "needs a few words": "quelques mots requis",
    "needs another form": "autre forme requise",
    "At most {n} characters.": "Au plus {n} caractères.",
    "May be left out.": "Facultatif.",
    "arrows, digit or first letter": "flèches, chiffre ou initiale",
    "arrows, space puts in or out": "flèches, espace met ou retire",
    "one a line": "un par ligne",
    "nobody yet": "personne encore",
    "add one": "ajouter",
    "remove this one": "retirer celui-ci",
    "Name": "Nom",
    "Value": "Valeur",
    "The parties that are to read it. All see that it was said, and when.": (
        "Les parties qui doivent la lire. Toutes voient qu'elle a été faite, et quand."
    ),
    "Precedence": "Urgence",
    "How soon it must be read. IMMEDIATE and FLASH hold {n} words at most.": (
        "Dans quel délai la lire. IMMEDIATE et FLASH : {n} mots au plus."
    ),
    "Nobody has to acknowledge it.": "Aucun accusé de réception n'est dû.",
    "To be acknowledged within {t} (clause {clause})": "Accusé de réception dû sous {t} (art. {clause})",
    "At least {least}.": "Au moins {least}.",
    "New statement": "Nouvelle déclaration",
    "Reply to {number}": "Réponse à {number}",
    "{kind}: about which?": "{kind} : à quel sujet ?",
    "Choose": "Choisir",
    "Throw a draft away": "Jeter un brouillon",
    "DRAFTS": "BROUILLONS",
    "NEW": "NOUVEAU",
    "Nothing on this channel asks for it yet.": "Rien sur ce canal ne l'appelle encore.",
    "Once more throws this draft away. Nothing brings it back.": (
        "Encore une fois : ce brouillon est jeté, sans retour possible."
    ),
    "Your party has answered it already.": "Votre partie y a déjà répondu.",
    "draft saved {at}": "brouillon gardé {at}",
    "draft not saved: {why}": "brouillon non gardé : {why}",
    "Close, keep draft": "Fermer, garder le brouillon",
    "The draft could not be kept. {key} once more leaves without it.": (
        "Le brouillon n'a pas pu être gardé. {key} encore une fois : quitter sans lui."
    ),
    "Kept as a draft: {key} goes on with it.": "Gardé en brouillon : {key} le reprend.",
    "Too long to be urgent: say the rest as a second statement.": (
        "Trop long pour être urgent : dites le reste dans une seconde déclaration."
    ),
    "Too long to be urgent. Say the urgent part now, and the rest as a second statement.": (
        "Trop long pour être urgent. Dites l'urgent maintenant, et le reste dans une seconde déclaration."
    ),
    "{n} of {most} words": "mots : {n} sur {most}",
    "{n} of {most} characters": "caractères : {n} sur {most}",
    "{n} lines more: arrow down": "suite, lignes : {n}, flèche bas",
    "To mend: {what}": "À corriger : {what}",
    "enter adds one, or takes one out": "Entrée en ajoute ou en retire",
    "Still needed: {what}": "Manque encore : {what}",
    "{who} WILL READ": "CE QUE LIRA {who}",
    "THE OTHERS WILL READ": "CE QUE LIRONT LES AUTRES",
    "^s shows all of it": "^s montre tout",
    "To {who}": "À {who}",
    "{who} not verified: their root may be another's.": (
        "{who} : code non vérifié ; la clé racine peut être celle d'un autre."
    ),
    "Held back until all who were asked have filed, or the time is over.": (
        "Retenue jusqu'au dépôt de toutes les parties consultées, ou jusqu'à la fin du délai."
    ),
    "Send this FLASH though {who} is not verified?": (
        "Envoyer ce FLASH bien que le code de {who} ne soit pas vérifié ?"
    ),
    "Send": "Envoyer",
    "It is being kept and queued.": "Enregistrement et mise en file en cours.",
    "Go on writing": "Continuer à écrire",
    "{number} is signed and kept.": "{number} : signée et conservée.",
    "The agreement lets your party say nothing here.": (
        "L'accord ne permet aucune déclaration à votre partie ici."
    ),
    "The agreement does not let your party say this now.": (
        "L'accord ne permet pas cette déclaration à votre partie pour l'instant."
    ),
    "{number} was handed to the terminal for its clipboard.": (
        "{number} a été confiée au terminal pour son presse-papiers."
    ),
    "The file is not encrypted.": "Le fichier n'est pas chiffré.",
    "Some terminals refuse that, and none says so. If it did not work, save it to a file:": (
        "Certains terminaux refusent sans le dire. En cas d'échec, enregistrez dans un fichier :"
    ),
    "{path} cannot be written: {why}.": "{path} : écriture impossible : {why}.",
    "Save to the file": "Enregistrer le fichier",
    "Done": "Terminé",
}
