"""Words that speak of documents, in French, English, German, Spanish, Italian and Dutch (folded)."""

from __future__ import annotations

import re
from functools import lru_cache

from connectors.pages.listing import TypeHint
from connectors.pages.words import fold, words

# German compounds hide the word inside ("Stromrechnung"); "Berechnung" and "Zurechnung" are something else.
INVOICE = re.compile(
    r"(?<!\w)(?:factures?|facturettes?|invoices?|bills?|billets? de facturation|facturas?|fattur[ae]"
    r"|factu(?:ur|ren)"
    r"|bollett[ae]|e-?factures?|\w*(?<!be)(?<!zu)(?<!an)(?<!vor)rechnung(?:en|s(?!adress|anschrift|empf"
    r"|wesen|pruf)\w+)?|rg\.?-?nr|facture\w*pdf|invoice\w*pdf)(?!\w)"
    r"|(?:^|[_\W\d])(?:facture|invoice|rechnung|factura|fattura|factuur)(?=[_\W\d]|$)"
)
CREDIT_NOTE = words("""
    credit note*|credit memo*|creditnote*|credit invoice*|refund invoice*|refund note*|
    cancellation invoice*|corrective invoice*|avoir|avoirs|facture d avoir|note de credit|
    notes de credit|facture rectificative|facture d annulation|gutschrift|gutschriften|stornorechnung*|
    rechnungskorrektur*|korrekturrechnung*|rechnungsstorno*|stornobeleg*|storno|nota de credito|
    notas de credito|factura rectificativa|abono|abonos|nota di credito|note di credito|creditnota*|
    creditfactu*
""")
RECEIPT = words("""
    recu|recus|receipt|receipts|quittung*|beleg|belege|zahlungsbeleg*|kassenbon*|kassenbeleg*|quittance|
    quittances|justificatif de paiement|ticket de caisse|recibo|recibos|ricevuta|ricevute|scontrino|
    kwitantie*|bonnetje*|betaalbewijs|payment confirmation|zahlungsbestatigung*
""")
STATEMENT = words("""
    releve|releves|statement|statements|kontoauszug|kontoauszuge|auszug|auszuge|extracto|extractos|
    estratto conto|estratti conto|rekeningoverzicht*|rekeningafschrift*|afschrift*|account statement|
    depotauszug*
""")
CONTRACT = words("""
    contrat|contrats|contract|contracts|vertrag|vertrage|mobilfunkvertrag|contrato|contratos|contratto|
    contratti|contracten|agreement|agreements|avenant|avenants|police d assurance|versicherungsschein|
    polizza
""")
OTHER = words("""
    cgv|cgu|cga|conditions generales|conditions d utilisation|conditions de vente|terms|terms of use|
    conditions of use|terms and conditions|general terms|agb|geschaftsbedingungen|nutzungsbedingungen|
    condiciones|condizioni|voorwaarden|guide|guides|brochure*|notice|notices|mode d emploi|manual|
    manuals|user manual|handbuch|anleitung*|bedienungsanleitung*|guia|manuale|handleiding*|
    packing slip*|packing list*|delivery note*|delivery slip*|bon de livraison|bons de livraison|
    lieferschein*|albaran|albaranes|bolla|documento di trasporto|pakbon*|vrachtbrief|ticket|tickets|
    e-ticket*|billet|billets|eintrittskarte*|fahrkarte*|boarding pass|privacy*|confidentialite|
    donnees personnelles|datenschutz*|privacidad|rib|iban|mandat|mandate|sepa mandat|sepa mandate|
    lastschriftmandat|devis|quote|quotes|quotation*|angebot|angebote|presupuesto*|preventiv*|offerte*|
    order confirmation*|confirmation de commande|auftragsbestatigung*|bestellbestatigung*|
    confirmacion de pedido|conferma d ordine|orderbevestiging*|etiquette*|shipping label*|return label*|
    versandlabel*|retourenlabel*|retoure*|widerruf*|impressum|mentions legales|legal notice|imprint|
    colofon|tarifs|grille tarifaire|price list|preisliste*|comprendre|comprendre ma facture|understand*|
    verstehen|how to read|exemple|sample|example|specimen|muster|musterrechnung|beispiel|
    beispielrechnung|aide|help|hilfe|ayuda|aiuto|faq|warranty|garantie|newsletter|cookies|cookie|
    catalogue|catalog|katalog|presse|press
""")
ORDER = words("""
    commande|commandes|order|orders|bestellung|bestellungen|pedido|pedidos|ordine|ordini|bestelling|
    bestellingen|achats|mes achats|purchases|purchase|purchase history|kaufe|einkaufe|kauf|compras|
    acquisti|aankopen|booking|bookings|reservation|reservations|reservierung*|buchung|buchungen|
    reservas|prenotazion*|boekingen|auftrag|auftrage|bestellhistorie|bestellubersicht|bestellnummer|
    orderhistory
""")
DOCUMENTS = words("""
    documents|document|mes documents|dokument|dokumente|unterlagen|documentos|documento|documenti|
    documenten|belege|downloads|justificatifs|dokumentenarchiv|rechnungsarchiv|postbox|files|fichiers|
    dateien|archivos
""")
BILLING = words("""
    billing|facturation|abrechnung|abrechnungen|facturacion|fatturazione|facturatie|payments|paiements|
    paiement|zahlungen|pagos|pagamenti|betalingen|payment history|billing history|accounting|
    comptabilite|buchhaltung|contabilidad|contabilita|boekhouding|rechnungswesen|finances|finanzen|
    reglements|transactions
""")
ACCOUNT = words("""
    espace client|espace personnel|mon espace|mon compte|my account|account|mein konto|meinkonto|
    kundenkonto|mein bereich|kundenbereich|mi cuenta|area de cliente|area clientes|area clienti|
    il mio account|mio account|mijn account|mijn omgeving|customer area|client area|client portal|
    customer portal|konto|compte|cuenta|profile
""")
# Lists of something else that also hold dates, amounts and links.
FOREIGN = words("""
    panier|mon panier|cart|shopping cart|basket|warenkorb|einkaufswagen|carrito|cesta|carrello|
    winkelwagen|winkelmandje|consommation|consommations|consumption|usage|verbrauch|verbrauche|
    zahlerstand|zahlerstande|consumo|consumi|verbruik|meterstand*|connexions|historique des connexions|
    login history|logins|sessions|sign-in activity|anmeldungen|anmeldeverlauf|letzte anmeldungen|gerate|
    devices|appareils|ip|ip address|adresse ip|ip-adresse|user agent|navigateur|audit log|activity log|
    aktivitaten|actualite|actualites|news|nachrichten|neuigkeiten|noticias|notizie|novita|nieuws|blog|
    article|articles|artikel|calendar|calendrier|kalender|calendario|agenda|evenements|events|
    veranstaltungen|termine|contacts|kontakte|adresses|addresses|adressen|search results|suchergebnisse|
    resultats de recherche|resultados de busqueda|support tickets|demandes|requests|warteliste|
    waiting list|wishlist|liste d envies|wunschliste|conversations|messages|mensajes|messaggi|berichten
""")
_NONE = (
    r"(?:(?:vous n'avez|tu n'as|n'avez|il n'y a) (?:pas (?:encore )?(?:de |d')|(?:encore )?aucune? )"
    r"|aucune? |pas (?:encore )?de "
    r"|(?:there (?:are|is) |you have |you've )?(?:no|not any) |(?:you )?(?:have not|haven't|do not have"
    r"|don't have)(?: placed)? any "
    r"|(?:es (?:gibt|liegen|sind) |sie haben )?(?:noch |derzeit |aktuell )?keine[rn]? |(?:no (?:hay|tienes?"
    r"|existen) |no se (?:han encontrado|encontraron) )"
    r"(?:ningun[ao]? )?|(?:todavia|aun) no (?:hay|tienes) |ningun[ao]? |nessun[ao]? |non (?:ci sono|hai) "
    r"(?:ancora )?|(?:er zijn )?(?:nog )?geen )"
)
_THINGS = (
    r"(?:\w*factures?|invoices?|bills?|\w*rechnung(?:en)?|facturas?|fattur[ae]|factu(?:ur|ren)|commandes?"
    r"|orders?|\w*bestellung(?:en)?"
    r"|pedidos?|ordin[ei]|bestelling(?:en)?|documents?|dokumente?|documentos?|document[io]|documenten"
    r"|\w*belege?|receipts?|recus?"
    r"|statements?|releves?|recibos?|ricevut[ae]|achats?|purchases?|payments?|paiements?|zahlungen|eintrage?"
    r"|datensatze|daten|entries"
    r"|records?|results?|resultats?|ergebnisse|resultados|risultati|resultaten|data|donnees?|items?"
    r"|elements?|enregistrements?"
    r"|registros|datos|buchungen|auszuge|downloads?|rows|lignes?|gegevens|dati)"
)
EMPTY = re.compile(
    rf"(?<!\w){_NONE}(?:\w+ ){{0,2}}?{_THINGS}(?!\w)|(?<![\w.,])0 {_THINGS}(?!\w)"
    r"|(?<!\w)(?:nothing (?:here|to show|found)|nichts gefunden|rien a afficher|liste vide|nada que "
    r"mostrar)(?!\w)"
)


# Papers about invoices, which are none: guides and specimens.
_EXPLAINS = words("""
    comprendre*|understand*|verstehen|how to read|so lesen|lire ma facture|erklart|erklarung|explained|
    guide|guides|leitfaden|ratgeber|merkblatt|muster|musterrechnung|specimen|exemple|example|sample|
    beispiel*|guia|guida|handleiding|uitleg|glossaire|glossary|glossar
""")
_NUMBERED = re.compile(r"\d{3}")
_WORD = re.compile(r"[^\W\d_]{3}")


def type_hint_of(text: str) -> TypeHint | None:
    """The kind of document that a label, a file name or a row speaks of; None without a word for it."""
    return _type_hint_of(fold(text)) if _WORD.search(text) else None


@lru_cache(maxsize=4096)
def _type_hint_of(text: str) -> TypeHint | None:
    text = text.replace("_", " ")
    if _EXPLAINS.search(text) and not _NUMBERED.search(text):
        return "other"
    if CREDIT_NOTE.search(text):
        return "credit_note"
    found: list[tuple[int, TypeHint]] = []
    if match := OTHER.search(text):
        found.append((match.start(), "other"))
    if match := INVOICE.search(text):
        found.append((match.start(), "incoming_invoice"))
    if match := RECEIPT.search(text):
        found.append((match.start(), "receipt"))
    if match := STATEMENT.search(text):
        found.append((match.start(), "statement"))
    if match := CONTRACT.search(text):
        found.append((match.start(), "contract"))
    return min(found)[1] if found else None


def speaks_of_documents(text: str) -> bool:
    """Whether a heading, a column title or an address names documents, orders or billing."""
    plain = fold(text)
    return any(p.search(plain) for p in (INVOICE, CREDIT_NOTE, RECEIPT, STATEMENT, ORDER, DOCUMENTS, BILLING))
