"""Comparing root codes over a voice line."""

from __future__ import annotations

from collections.abc import Mapping

VERIFY: Mapping[str, str] = {
    "Verify {party}": "Vérifier {party}",
    "not verified yet": "pas encore vérifiée",
    "Call {party}": "Appelez {party}",
    "Call {party} on a number that you know from elsewhere.": (
        "Appelez {party} à un numéro connu par ailleurs."
    ),
    "The agreement has none for this. Never one that came through a channel.": (
        "L'accord n'en a pas pour cela. Jamais un numéro venu par un canal."
    ),
    "Signed by all in clause {clause}.": "Signé par tous à l'art. {clause}.",
    "Never one that came through a channel.": "Jamais un numéro venu par un canal.",
    "Read your own code out. They type all of it.": (
        "Lisez votre code à voix haute. Ils le saisissent en entier."
    ),
    "Type the whole code of {party}, as you hear it.": "Saisissez tout le code de {party}, à l'écoute.",
    "Type them as you hear them: what was copied proves nothing.": (
        "Saisissez à l'écoute : ce qui est copié ne prouve rien."
    ),
    "The same code in words: {language}. They type digits; {key} shows these.": (
        "Le même code en mots : {language}. Ils saisissent les chiffres ; {key} les montre."
    ),
    "Your own 24 digits, for somebody who stands beside you.": (
        "Vos 24 chiffres, pour qui se tient à côté de vous."
    ),
    "Who reads": "Qui lit",
    "How": "Comment",
    "voice line": "de vive voix",
    "They type yours as well. Match or differ is said after all 24 digits.": (
        "Ils saisissent aussi le vôtre. Le résultat n'est dit qu'après les 24 chiffres."
    ),
    "Kept: {how}.": "Gardé : {how}.",
    "{n} of 24 digits: all six groups are compared at once.": (
        "{n} chiffres sur 24 : les six groupes sont comparés ensemble."
    ),
    "All 24 digits match: {party} is verified.": "Les 24 chiffres concordent : {party} est vérifiée.",
    "Kept on this desk: {how}.": "Gardé sur ce poste : {how}.",
    "Stay on the line: read yours out until they say that it matches as well.": (
        "Restez en ligne : lisez le vôtre jusqu'à ce qu'ils disent qu'il concorde aussi."
    ),
    "The digits differ.": "Les chiffres diffèrent.",
    "{party} stays unverified; nothing is lost.": "{party} reste non vérifiée ; rien n'est perdu.",
    "What was verified before stays: {how}.": "La vérification précédente demeure : {how}.",
    "Mostly a digit was misheard: let them read all six groups once more.": (
        "Le plus souvent, un chiffre a été mal entendu : faites relire les six groupes."
    ),
    "If they differ again, hang up and call back yourself. If they still differ, the root on this desk is "
    "not theirs: say nothing in confidence here, and ask your party's lead.": (
        "S'ils diffèrent encore, raccrochez et rappelez vous-même. S'ils diffèrent toujours, la clé racine "
        "sur ce poste n'est pas la leur : ne déclarez rien de confidentiel ici et consultez le responsable "
        "de votre partie."
    ),
    "{key} once more leaves, and drops the digits that you typed.": (
        "{key} encore une fois : quitter ; les chiffres saisis sont perdus."
    ),
}
