"""The first run, step by step."""

from __future__ import annotations

from collections.abc import Mapping

FIRST: Mapping[str, str] = {
    "FIRST RUN": "MISE EN SERVICE",
    "First run, step {n} of {m}: {what}": "Mise en service, étape {n} sur {m} : {what}",
    "You can leave at any point. `hotline` goes on where you left.": (
        "Vous pouvez quitter à tout moment. `hotline` reprend où vous en étiez."
    ),
    "This desk": "Ce poste",
    "Its credential": "Son accréditation",
    "The agreement": "L'accord",
    "The relays": "Les relais",
    "The parties": "Les parties",
    "A new desk on this machine": "Un nouveau poste sur cette machine",
    "A desk is for exercises or for real use, for life. Its key is made here and never leaves; a party's "
    "root never comes to this machine.": (
        "Un poste sert aux exercices ou à l'usage réel, définitivement. Sa clé est créée ici et n'en sort "
        "jamais ; la clé racine d'une partie ne vient jamais sur cette machine."
    ),
    "Use": "Usage",
    "Role": "Fonction",
    "Passphrase": "Phrase secrète",
    "Once more": "Encore une fois",
    "Name, as the others will read it": "Nom, tel que les autres le liront",
    "It opens the vault on this machine. Nobody can restore it: write it down, keep it apart.": (
        "Elle ouvre le coffre sur cette machine. Nul ne peut la restaurer : notez-la, gardez-la à part."
    ),
    "The two differ.": "Les deux diffèrent.",
    "The key and its vault are being made.": "La clé et son coffre sont en cours de création.",
    "The vault is kept in {folder}": "Coffre : {folder}",
    "Choose what this desk is for; it cannot be changed later.": (
        "Choisissez l'usage de ce poste ; il ne pourra plus changer."
    ),
    "Type the name of the officer who works here.": "Saisissez le nom de l'officier qui travaille ici.",
    "Choose as what the officer acts.": "Choisissez la fonction de l'officier.",
    "Type a passphrase for the vault.": "Saisissez une phrase secrète pour le coffre.",
    "The two passphrases differ: type the same once more.": (
        "Les deux phrases diffèrent : saisissez la même encore une fois."
    ),
    "Its party lets this desk speak": "Sa partie autorise ce poste à parler",
    "Hand this file to whoever keeps your party's root.": (
        "Remettez ce fichier au gardien de la clé racine de votre partie."
    ),
    "This desk asks for {officer}, {role}.": "Ce poste demande : {officer}, {role}.",
    "They sign it where the root is, never on this machine:": (
        "Il le signe là où est la clé racine, jamais sur cette machine :"
    ),
    "Read to them how this desk's key begins, so that they sign yours:": (
        "Lisez-lui le début de la clé de ce poste, pour qu'il signe bien la vôtre :"
    ),
    "Put what comes back into the same folder, or type where it is.": (
        "Mettez la réponse dans le même dossier, ou indiquez où elle est."
    ),
    "Nothing for this desk has come yet. Looking into": (
        "Rien n'est encore venu pour ce poste. Recherche dans"
    ),
    "Path of a file or folder; empty: this folder": "Chemin d'un fichier ou dossier ; vide : ce dossier",
    "Good until {day} {year}, for {t}.": "Valable jusqu'au {day} {year}, pour {t}.",
    "takes it in": "reprend",
    "The request of this desk is not in {folder} any more.": (
        "La demande de ce poste n'est plus dans {folder}."
    ),
    "Whom this desk knows, and what the parties agreed": (
        "Qui ce poste connaît, et ce dont les parties sont convenues"
    ),
    "Hand this desk's card to every other desk.": "Remettez la fiche de ce poste à chaque autre poste.",
    "Put their cards and the agreement that all have signed into the same folder, or type a path.": (
        "Mettez leurs fiches et l'accord signé de tous dans le même dossier, ou saisissez un chemin."
    ),
    "No card and no agreement has come yet. Looking into": (
        "Ni fiche ni accord n'est encore venu. Recherche dans"
    ),
    "KNOWN HERE": "CONNUS ICI",
    "It is being made.": "En cours de création.",
    "takes in what is new": "reprend ce qui est nouveau",
    "“{title}” waits for the signature of {who}.": "« {title} » attend la signature de {who}.",
    "Path of a file or folder; empty: all that is new below": (
        "Chemin d'un fichier ou dossier ; vide : tout ce qui est nouveau ci-dessous"
    ),
    "until {day} {year}, for {t}": "jusqu'au {day} {year}, pour {t}",
    "an exercise": "exercice",
    "for real use": "usage réel",
    "Not signed yet by {who}. Enter keeps this copy; the channel opens once all have signed.": (
        "Pas encore signé par {who}. Entrée garde cette copie ; le canal s'ouvre quand tous ont signé."
    ),
    "All have signed. Enter puts this desk on the channel.": (
        "Tous ont signé. Entrée met ce poste sur le canal."
    ),
    "not signed": "non signée",
    "your own party": "votre propre partie",
    "card missing": "fiche manquante",
    "Your party is not a party of this agreement.": "Votre partie n'est pas partie à cet accord.",
    "This desk is for exercises, for life, and this agreement is not.": (
        "Ce poste est réservé aux exercices, définitivement ; cet accord n'en est pas un."
    ),
    "This desk is for real use, for life, and this agreement is not.": (
        "Ce poste est réservé à l'usage réel, définitivement ; cet accord est un exercice."
    ),
    "The relays of the agreement": "Les relais de l'accord",
    "This desk logs in to each of them. The relay proves the key that the agreement names, and this desk "
    "its own; a relay can read nothing of what it carries.": (
        "Ce poste se connecte à chacun. Le relais prouve la clé que nomme l'accord, et ce poste la sienne ; "
        "un relais ne peut rien lire de ce qu'il porte."
    ),
    "The agreement names no relay: what is said goes by courier files.": (
        "L'accord ne nomme aucun relais : les déclarations partent par porteur."
    ),
    "logged in": "connecté",
    "refused": "refusé",
    "not reached": "sans réponse",
    "since {at}": "depuis {at}",
    "All answer. Go on.": "Tous répondent. Continuez.",
    "One that answers is enough; the others are tried again and again.": (
        "Un seul qui répond suffit ; les autres sont réessayés sans cesse."
    ),
    "None answers yet. You can go on: what you say is kept, and leaves when one answers.": (
        "Aucun ne répond encore. Vous pouvez continuer : vos déclarations sont gardées et partent dès que "
        "l'un répond."
    ),
    "The others, and the line itself": "Les autres, et la ligne elle-même",
    "Call each party on a number of the agreement, read your code out and type theirs. Until then nothing "
    "shows that their root is theirs.": (
        "Appelez chaque partie à un numéro de l'accord, lisez votre code et saisissez le leur. D'ici là, "
        "rien ne montre que leur clé racine est la leur."
    ),
    "In an exercise this may come later; the screen goes on saying so.": (
        "En exercice, cela peut venir plus tard ; l'écran continue de le rappeler."
    ),
    "Until it is done, this desk can say nothing on the channel.": (
        "Tant que ce n'est pas fait, ce poste ne peut rien déclarer sur le canal."
    ),
    "leads there": "y mène",
    "Send a comm check: every desk that is open answers by itself.": (
        "Envoyez un essai de liaison : chaque poste ouvert répond de lui-même."
    ),
    "sends one": "en envoie un",
    "answered after {n} s": "réponse en {n} s",
    "Nobody has answered yet. A desk answers while it is open and has a relay.": (
        "Personne n'a encore répondu. Un poste répond tant qu'il est ouvert et a un relais."
    ),
    "{onward} or {back}: to the channel. It is all still there with {verify} and {compose}.": (
        "{onward} ou {back} : vers le canal. Tout reste accessible là-bas par {verify} et {compose}."
    ),
}
