"""What is wrong with files, vaults, credentials, envelopes and documents."""

from __future__ import annotations

from collections.abc import Mapping

TROUBLES: Mapping[str, str] = {
    "A desk is known here whose party is not.": "Un poste est connu ici dont la partie ne l'est pas.",
    "A device belongs to one party: ask both parties whose it is.": (
        "Un appareil est à une seule partie : demandez aux deux à qui il est."
    ),
    "This card names a device that another party's root has stood for.": (
        "Cette fiche nomme un appareil dont répond la clé racine d'une autre partie."
    ),
    "This root of {party} has the keys of one known here, and says other things.": (
        "Cette clé racine de {party} a les clés d'une autre connue ici, et dit autre chose."
    ),
    "Ask the party which document is right.": "Demandez à la partie quel document est le bon.",
    "The root of this party is not known here.": "La clé racine de cette partie n'est pas connue ici.",
    "Import one of its cards first.": "Reprenez d'abord l'une de ses fiches.",
    "Import its root as well.": "Reprenez aussi sa clé racine.",
    "Import the one that its party's root issued.": (
        "Reprenez celle qu'a délivrée la clé racine de sa partie."
    ),
    "Import the parties' roots first.": "Reprenez d'abord les clés racines des parties.",
    "No party that is known here has signed this.": "Aucune partie connue ici ne l'a signé.",
    "This credential is another party's than the one this desk speaks for.": (
        "Cette accréditation est d'une autre partie que celle de ce poste."
    ),
    "This credential is of a party that is not known here.": (
        "Cette accréditation est d'une partie inconnue ici."
    ),
    "This credential is older than the one this desk has.": (
        "Cette accréditation est plus ancienne que celle du poste."
    ),
    "This desk has no credential yet.": "Ce poste n'a pas encore d'accréditation.",
    "The acceptance is signed by another party than the one that it names.": (
        "L'acceptation est signée d'une autre partie que celle qu'elle nomme."
    ),
    "The credential names another party than the one that signed it.": (
        "L'accréditation nomme une autre partie que celle qui l'a signée."
    ),
    "The revocation names another party than the one that signed it.": (
        "La révocation nomme une autre partie que celle qui l'a signée."
    ),
    "The receipt names another relay than the one that signed it.": (
        "Le récépissé nomme un autre relais que celui qui l'a signé."
    ),
    "The card's sealing key is another device's.": (
        "La clé de scellement de la fiche est d'un autre appareil."
    ),
    "It is not signed by the device that it names.": "Ce n'est pas signé de l'appareil nommé.",
    "It was signed as {one}, not as {other}.": "Signé comme {one}, non comme {other}.",
    "One of the two root signatures is missing.": "L'une des deux signatures de la clé racine manque.",
    "The signature does not fit.": "La signature ne correspond pas.",
    "The post-quantum signature does not fit.": "La signature post-quantique ne correspond pas.",
    "The envelope names a pair that is not held here.": (
        "L'enveloppe nomme une paire qui n'est pas détenue ici."
    ),
    "The envelope was sealed to a key that is no longer held here.": (
        "L'enveloppe est scellée pour une clé qui n'est plus détenue ici."
    ),
    "The seal is broken or the key is another.": "Le sceau est brisé ou la clé est autre.",
    "The secret was not sealed to this key.": "Le secret n'était pas scellé pour cette clé.",
    "The slot holds another key than the one that the envelope commits to.": (
        "Le pli contient une autre clé que celle où l'enveloppe s'engage."
    ),
    "The slot names another pair.": "Le pli nomme une autre paire.",
    "The slot was made for another sealing key.": "Le pli est fait pour une autre clé de scellement.",
    "Taking it in failed again and again ({what}).": "La reprise a échoué maintes fois ({what}).",
    "What came could not be taken in: {arrival}, {what}": (
        "Ce qui est venu n'a pu être repris : {arrival}, {what}"
    ),
    "A request for a credential: for the keeper of the party's root.": (
        "Une demande d'accréditation : pour le gardien de la clé racine."
    ),
    "A relay's card: for whoever drafts an agreement.": "La fiche d'un relais : pour qui rédige un accord.",
    "A revocation of a desk.": "La révocation d'un poste.",
    "An acceptance of an amendment.": "L'acceptation d'un amendement.",
    "An amendment of “{title}”.": "Un amendement de « {title} ».",
    "None of our files.": "Aucun de nos fichiers.",
    "The agreement “{title}”, signed by {n} of {m}, as far as roots are known here.": (
        "L'accord « {title} », signé par {n} sur {m}, autant que les clés racines sont connues ici."
    ),
    "The agreement “{title}”, signed by {n} of {m}.": "L'accord « {title} », signé par {n} sur {m}.",
    "The agreement “{title}”, which nobody has signed yet.": (
        "L'accord « {title} », que personne n'a encore signé."
    ),
    "The desk {desk}: {officer}, {role}.": "Le poste {desk} : {officer}, {role}.",
    "This very desk {desk}: {officer}, {role}.": "Ce poste même, {desk} : {officer}, {role}.",
    "The root of {party}, {name}.": "La clé racine de {party}, {name}.",
    "There is no credential for this desk among these files.": (
        "Aucune accréditation pour ce poste parmi ces fichiers."
    ),
    "Ask the keeper of the root for the file that `hotline party credential` wrote.": (
        "Demandez au gardien de la clé racine le fichier écrit par `hotline party credential`."
    ),
    "There is nothing new to take in.": "Il n'y a rien de nouveau à reprendre.",
    "Nothing for this desk has come yet.": "Rien n'est encore venu pour ce poste.",
    "Type where the file is.": "Saisissez où est le fichier.",
    "This is a courier file: it belongs to a channel.": (
        "C'est un fichier de porteur : il appartient à un canal."
    ),
    "Join the channel first.": "Rejoignez d'abord le canal.",
    "The courier file cannot be read: {why}.": "Le fichier de porteur ne peut être lu : {why}.",
    "The courier file could not be written: {why}.": "Le fichier de porteur n'a pu être écrit : {why}.",
    "The medium did not keep what was written.": "Le support n'a pas gardé ce qui fut écrit.",
    "Use another one.": "Prenez-en un autre.",
    "Ask for the file again.": "Redemandez le fichier.",
    "Copy the file again from where it was made.": "Copiez de nouveau le fichier depuis son origine.",
    "{path} cannot be read: {why}.": "{path} ne peut être lu : {why}.",
    "{path} is there already.": "{path} existe déjà.",
    "{path} is too large to be one of our files.": "{path} est trop grand pour être l'un de nos fichiers.",
    "{folder} cannot be written: {why}.": "{folder} ne peut être écrit : {why}.",
    "{path} cannot be written: {why}.": "{path} ne peut être écrit : {why}.",
    "{folder} is there already.": "{folder} existe déjà.",
    "{folder} could not be closed to others: {why}.": "{folder} n'a pu être fermé aux autres : {why}.",
    "Nothing was overwritten; choose another name.": "Rien n'a été écrasé ; choisissez un autre nom.",
    "{file} cannot be read: {why}.": "{file} ne peut être lu : {why}.",
    "{file} is not UTF-8 text.": "{file} n'est pas du texte UTF-8.",
    "is a directory": "c'est un dossier",
    "not a directory": "ce n'est pas un dossier",
    "no such file or directory": "fichier ou dossier introuvable",
    "no space left on device": "plus de place sur le support",
    "permission denied": "accès refusé",
    "read-only file system": "support en lecture seule",
    "Another command holds this desk's vault.": "Une autre commande tient le coffre de ce poste.",
    "Try again when it has ended.": "Réessayez quand elle aura fini.",
    "Another process has {file} open ({who}).": "Un autre processus a ouvert {file} ({who}).",
    "Another process of this profile is running.": "Un autre processus de ce profil est en cours.",
    "Use that one, or end it first.": "Utilisez celui-là, ou terminez-le d'abord.",
    "A profile's name is made of letters, digits, dots and dashes.": (
        "Un nom de profil se compose de lettres, chiffres, points et tirets."
    ),
    "A path needs a slash.": "Un chemin exige une barre oblique.",
    "A path over the socket must be whole.": "Un chemin par le socket doit être complet.",
    "Use a profile folder with a shorter path.": "Prenez un dossier de profil au chemin plus court.",
    "The socket {path} cannot be made: {why}.": "Le socket {path} ne peut être créé : {why}.",
    "A transaction of the vault is under way: they do not nest.": (
        "Une transaction du coffre est en cours : elles ne s'emboîtent pas."
    ),
    "The vault is written in a transaction only.": "Le coffre ne s'écrit que dans une transaction.",
    "A vault in memory has no backup.": "Un coffre en mémoire n'a pas de sauvegarde.",
    "A vault in memory has no passphrase.": "Un coffre en mémoire n'a pas de phrase secrète.",
    "Begin with `hotline init`.": "Commencez par `hotline init`.",
    "Check the path.": "Vérifiez le chemin.",
    "Check the path, or restore a backup.": "Vérifiez le chemin, ou restaurez une sauvegarde.",
    "This is not a vault, or its first bytes are damaged.": (
        "Ce n'est pas un coffre, ou son début est endommagé."
    ),
    "This vault has no identity yet.": "Ce coffre n'a pas encore d'identité.",
    "The vault could not be written: {why}.": "Le coffre n'a pu être écrit : {why}.",
    "The vault's file could not be used: {why}.": "Le fichier du coffre n'a pu servir : {why}.",
    "Make room on it.": "Libérez-y de la place.",
    "Make room on the disk, or check it.": "Libérez de la place sur le disque, ou vérifiez-le.",
    "The vault did not open: wrong passphrase.": "Le coffre ne s'est pas ouvert : phrase secrète fausse.",
    "Try again. If you are sure of it, the file's first bytes are damaged: restore a backup.": (
        "Réessayez. Si vous en êtes sûr, le début du fichier est endommagé : restaurez une sauvegarde."
    ),
    "The vault is locked.": "Le coffre est verrouillé.",
    "The vault is not open here.": "Le coffre n'est pas ouvert ici.",
    "There is no vault at {path}.": "Il n'y a pas de coffre : {path}.",
    "The passphrase is empty.": "La phrase secrète est vide.",
    "The passphrase could not be read from {path}: {why}.": (
        "La phrase secrète n'a pu être lue dans {path} : {why}."
    ),
    "Others on this machine may read {path}.": "D'autres sur cette machine peuvent lire {path}.",
    "Run `chmod 600 {path}` first.": "Exécutez d'abord `chmod 600 {path}`.",
    "{file} could not be opened: {why}.": "{file} n'a pu être ouvert : {why}.",
    "{file} could not be read: {why}.": "{file} n'a pu être lu : {why}.",
    "{file} could not be written: {why}.": "{file} n'a pu être écrit : {why}.",
    "{file} is damaged.": "{file} est endommagé.",
    "{file} is damaged: it is cut off.": "{file} est endommagé : il est tronqué.",
    "{file} is damaged: some of its rows are gone.": "{file} est endommagé : des lignes ont disparu.",
    "It was set aside as {aside}. Restore a backup.": (
        "Il a été mis de côté : {aside}. Restaurez une sauvegarde."
    ),
    "{file} is not {what}.": "{file} n'est pas {what}.",
    "a desk's vault": "un coffre de poste",
    "{file} was written by another version of this program.": (
        "{file} a été écrit par une autre version de ce programme."
    ),
    "Open it with the version that wrote it.": "Ouvrez-le avec la version qui l'a écrit.",
    "Is it an older version?": "Est-ce une version plus ancienne ?",
    "The engine is not running.": "Le moteur ne tourne pas.",
    "The running process does not know `{verb}`.": "Le processus en cours ne connaît pas `{verb}`.",
    "The running process ended before it answered.": "Le processus en cours a pris fin avant de répondre.",
    "It may have been done: look, before you do it again.": (
        "C'est peut-être fait : regardez avant de recommencer."
    ),
    "The running process has gone.": "Le processus en cours a disparu.",
    "Try again.": "Réessayez.",
    "{what} {advice}": "{what} {advice}",
    "{where}: {why}.": "{where} : {why}.",
    "has more after its signature": "en contient plus après sa signature",
    "holds no fields: write `field: value`, one a line": (
        "n'a pas de champs : écrivez `champ: valeur`, un par ligne"
    ),
    "holds text that is not Unicode, or a number that is none": (
        "contient du texte non Unicode, ou un nombre qui n'en est pas un"
    ),
    "is another document: only signatures on one payload merge": (
        "est un autre document : seules des signatures d'un même contenu se réunissent"
    ),
    "is another kind of document": "est un document d'un autre type",
    "is cut short": "est tronqué",
    "is damaged": "est endommagé",
    "is for other parts than these": "est pour d'autres parties que celles-ci",
    "is missing or has an impossible length": "manque ou a une longueur impossible",
    "is missing or no whole number": "manque ou n'est pas un nombre entier",
    "is nested too deep": "est imbriqué trop profondément",
    "has a character that no file's name has": "contient un caractère qu'aucun nom de fichier ne peut avoir",
    "begins in a folder that is not known here": "commence par un dossier inconnu ici",
    "is none of our files: {ours}": "n'est aucun de nos fichiers : {ours}",
    "is none of {names}": "n'est aucun de : {names}",
    "is not JSON at line {line}, column {column}": "n'est pas du JSON à la ligne {line}, colonne {column}",
    "is not UTF-8": "n'est pas en UTF-8",
    "is not a payload type of this protocol": "n'est pas un type de contenu de ce protocole",
    "is not an Ed25519 key that can be trusted": "n'est pas une clé Ed25519 digne de confiance",
    "is not an X-Wing public key": "n'est pas une clé publique X-Wing",
    "is not padded as the protocol has it": "n'est pas complété selon le protocole",
    "is {n} bytes, at most {most} are allowed": "a {n} octets, au plus {most} sont permis",
    "is {n} bytes, at most {most} are read": "a {n} octets, au plus {most} sont lus",
    "names another agreement: an amendment constitutes no channel": (
        "nomme un autre accord : un amendement ne crée pas de canal"
    ),
    "needs 1 to {most} signatures of different keys": "exige 1 à {most} signatures de clés différentes",
    "needs a list": "exige une liste",
    "needs {n} digits": "exige {n} chiffres",
    "holds more than {most} bytes": "contient plus de {most} octets",
    "names {n} slots, at most {most} are allowed": "nomme {n} plis, au plus {most} sont permis",
    "agreement": "accord",
    "card": "fiche",
    "courier file": "fichier de porteur",
    "credential": "accréditation",
    "envelope": "enveloppe",
    "path": "chemin",
    "file": "fichier",
    "precedence": "urgence",
    "receipt": "récépissé",
    "relay card": "fiche de relais",
    "revocation": "révocation",
    "root code": "code",
    "root document": "clé racine",
    "sealing key": "clé de scellement",
    "signed document": "document signé",
    "slot": "pli",
    "statement body": "texte de déclaration",
    "statement header": "en-tête de déclaration",
    "it is not text": "ce n'est pas du texte",
}
