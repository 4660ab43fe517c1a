"""Controls that a reader must never press: they pay, order, cancel, delete, send or change something."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from connectors.pages.words import fold, words

# Never, whatever else the label says.
_ALWAYS = words("""
    pay|pay now|pay bill|pay invoice|make payment|make a payment|payer|payez|regler|reglez|
    effectuer un paiement|bezahlen|jetzt zahlen|jetzt bezahlen|zahlen|uberweisen|begleichen|pagar|paga|
    paga ora|pagar ahora|betaal|betalen|buy|buy now|buy again|buy it again|acheter|racheter|kaufen|
    jetzt kaufen|nochmals kaufen|comprar|acquista|kopen|order again|reorder|re-order|commander|
    recommander|commander a nouveau|bestellen|erneut bestellen|nachbestellen|pedir de nuevo|
    ordina di nuovo|opnieuw bestellen|add to cart|add to basket|ajouter au panier|in den warenkorb|
    anadir al carrito|aggiungi al carrello|in winkelwagen|checkout|cancel|cancel order|annuler|annulez|
    stornieren|abbrechen|cancelar|annulla|annuleer|annuleren|delete|delete forever|supprimer|supprimez|
    effacer|loschen|eliminar|borrar|elimina|cancella|verwijder|verwijderen|wissen|remove|retirer|
    entfernen|quitar|rimuovi|terminate|resilier|resiliation|kundigen|vertrag kundigen|darse de baja|
    dar de baja|disdici|disdire|opzeggen|unsubscribe|se desabonner|desabonner|me desabonner|desinscrire|
    abbestellen|abmelden|afmelden|cancelar suscripcion|log out|logout|sign out|signout|se deconnecter|
    deconnexion|ausloggen|cerrar sesion|esci|disconnetti|uitloggen|return items|return item|
    return order|start a return|retourner|retourner un article|zurucksenden|zuruckgeben|rucksendung|
    retoure anmelden|devolver|devolucion|reso|restituire|retourneren|request refund|
    demander un remboursement|erstatten|ruckerstattung beantragen|mark as paid|approve|reject|approuver|
    refuser|genehmigen|ablehnen|refund|rembourser|upgrade|renew|renouveler|verlangern|renovar|rinnova|
    verlengen|dispute|contester|widersprechen|subscribe|s abonner|abonnieren|suscribirse|void|archiver|
    archive invoice|regenerate|reissue|replace|replace file|remplacer|remplacer le fichier|ersetzen|
    reemplazar|sustituir|sostituisci|vervangen
""")
# Never, unless the label also says that it is about getting the file.
_UNLESS_FILE = words("""
    change|modifier|modifiez|andern|cambiar|modificar|modifica|wijzig|wijzigen|edit|editer|bearbeiten|
    editar|bewerken|confirm|confirmer|confirmez|bestatigen|confirmar|conferma|bevestig|bevestigen|send|
    resend|send by mail|send by email|envoyer|renvoyer|envoyer par mail|senden|versenden|erneut senden|
    per e-mail senden|enviar|reenviar|invia|verstuur|versturen|verzenden|e-mail|email|share|partager|
    teilen|compartir|condividi|delen|create|creer|erstellen|anlegen|crear|crea|aanmaken|add|ajouter|
    hinzufugen|anadir|agregar|aggiungi|toevoegen|save|enregistrer|speichern|guardar|salva|opslaan|
    request|demander|anfordern|solicitar|richiedi|aanvragen|generate|generer|generieren|erzeugen|
    generar|genera|submit|soumettre|valider|duplicate|dupliquer|duplizieren|import|importer|importieren|
    upload|televerser|hochladen|subir|carica|rate|noter|bewerten|valorar|write a review|signaler|assign|
    move|deplacer|verschieben|merge|reset|reinitialiser|zurucksetzen|activate|activer|aktivieren|
    deactivate|desactiver|deaktivieren|rename|renommer|umbenennen
""")
_FILE = words("""
    pdf|download|telecharger|telechargement|herunterladen|runterladen|descargar|descarga|scarica|
    downloaden|ouvrir|open|offnen|abrir|apri|openen|imprimer|print|drucken|imprimir|stampa|afdrukken|
    afficher|anzeigen|view|voir|ver|ansehen
""")
_WORD = re.compile(r"[^\W\d_]{3}")
_NEW = re.compile(r"\+? ?(?:new|nouveau|nouvelle|neue?r?s?|nuev[ao]|nuov[ao]|nieuwe?)(?!\w)")
# A link around a whole card carries the card's text; only how it begins speaks of the link.
_LONG_LABEL, _OPENING = 9, 3
# An editor's word before the document is a way to say "print" in French ("Éditer la facture").
_EDIT_DOCUMENT = re.compile(
    r"(?<!\w)(?:editer|enregistrer|speichern|save|guardar) (?:\w+ )?(?:\w*facture|justificatif|releve|recu"
    r"|rechnung|invoice)"
)
_ADDRESS = frozenset(
    "pay paynow checkout reorder buy cancel cancelorder delete destroy remove unsubscribe logout signout "
    "logoff terminate "
    "refund void duplicate payer commander annuler supprimer resilier deconnexion desabonner bezahlen "
    "bestellen stornieren "
    "loeschen entfernen kuendigen abmelden pagar comprar cancelar eliminar borrar paga acquista annulla "
    "elimina betalen "
    "annuleren verwijderen opzeggen uitloggen resend send modify regenerate reissue".split()
)
_ACTION_KEYS = frozenset("action do task cmd command op operation method".split())
_COMPLEX = re.compile(r"[^\w/]|_", re.A)
_SPLIT = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def is_dangerous(label: str, href: str | None = None) -> bool:
    """Whether pressing a control with this label or address could do more than show something."""
    return _is_dangerous_label(label) or (bool(href) and _is_dangerous_address(href or ""))


def _is_dangerous_label(label: str) -> bool:
    if not _WORD.search(label):
        return False
    plain = fold(label).replace("_", " ")
    pieces = plain.split(" ")
    if len(pieces) >= _LONG_LABEL:
        plain = " ".join(pieces[:_OPENING])
    if _ALWAYS.search(plain):
        return True
    if _FILE.search(plain) or _EDIT_DOCUMENT.search(plain):
        return False
    return bool(_UNLESS_FILE.search(plain) or _NEW.match(plain))


def _is_dangerous_address(href: str) -> bool:
    path_at = href.find("/", 8) if href[:4] == "http" else 0
    # Most paths are plain names between slashes; only others need to be taken apart.
    if path_at >= 0 and not _COMPLEX.search(href, path_at):
        return any(segment in _ADDRESS for segment in href[path_at:].lower().split("/"))
    parts = urlsplit(href)
    segments = [_SPLIT.sub("", unquote(part).lower()) for part in parts.path.split("/")]
    if any(segment in _ADDRESS for segment in segments):
        return True
    if parts.scheme.lower() in ("mailto", "tel", "sms"):
        return True
    return any(
        key.lower() in _ACTION_KEYS and _SPLIT.sub("", value.lower()) in _ADDRESS
        for key, value in parse_qsl(parts.query)
    )
