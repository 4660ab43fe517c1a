"""What a column title or a label says about the value beside it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from connectors.pages.document_words import INVOICE
from connectors.pages.words import fold, words

DateRole = Literal["issued", "date", "due", "period", "paid"]
AmountRole = Literal["total", "amount", "net", "tax", "balance", "unit"]

_DUE = words("""
    echeance|date d echeance|date limite|due|due date|due on|due by|payable before|pay by|a payer avant|
    payable le|faellig|fallig|fallig am|falligkeit|falligkeitsdatum|zahlbar bis|zahlungsziel|
    vencimiento|fecha de vencimiento|scadenza|data scadenza|data di scadenza|vervaldatum|vervaldag|
    te betalen voor|prelevement|preleve le|expiry|expires|expiration|ablaufdatum|valid until|gultig bis|
    echeance le|mahndatum
""")
_PAID = words("""
    paid on|payment date|date paid|date de paiement|paye le|regle le|bezahlt am|zahlungsdatum|zahldatum|
    fecha de pago|data pagamento|data di pagamento|betaald op|betaaldatum|paid at
""")
_PERIOD = words("""
    periode|period|periods|billing period|service period|zeitraum|abrechnungszeitraum|leistungszeitraum|
    leistungsdatum|lieferdatum|liefertermin|periodo|from|to|von|bis|au|event|veranstaltung|evenement|
    delivery date|delivered|livraison|date de livraison|livre le|geliefert|versandt|shipped|expedie|
    entrega|consegna|levering|updated|modified|last modified|modifie le|geandert|last activity|
    next billing|renews|naissance|geburtsdatum
""")
_ISSUED = words("""
    date de facture|date facture|date de facturation|date de la facture|date d emission|date emission|
    emise le|emis le|emission|date du document|date piece|facture du|en date du|invoice date|invoiced|
    invoiced on|issue date|issued|issued on|date of issue|date issued|billing date|bill date|
    document date|date of invoice|statement date|rechnungsdatum|rg-datum|re-datum|ausstellungsdatum|
    ausgestellt am|belegdatum|korrekturdatum|gutschriftsdatum|dokumentdatum|datum der rechnung|
    rechnung vom|fecha de factura|fecha factura|fecha de emision|fecha emision|fecha de la factura|
    data fattura|data emissione|data di emissione|data documento|factuurdatum|datum factuur|
    datum van uitgifte|date de l avoir|credit note date|date avoir
""")
_DATE = words("""
    date|dates|datum|le|du|fecha|data|date de commande|commande le|passee le|order date|date ordered|
    ordered|order placed|placed on|purchase date|date of purchase|date d achat|bestelldatum|bestellt am|
    kaufdatum|auftragsdatum|fecha de pedido|fecha del pedido|data ordine|data dell ordine|besteldatum|
    created|created at|date created|date de creation|creation|cree le|erstellt|erstellt am|
    erstellungsdatum|creado|creato|aangemaakt|gebucht am|vom|day|jour|tag|wann|when|received|
    date de reception|eingangsdatum|buchungsdatum|mois|month|monat|mes|mese|maand
""")
_NET = words("""
    ht|h.t.|hors taxe|hors taxes|total ht|montant ht|net|nets|netto|nettobetrag|net amount|untaxed|
    untaxed amount|excl vat|excl. vat|excl tax|excl|tax excluded|ex vat|ohne mwst|zwischensumme|
    subtotal|sub total|sous-total|base imponible|imponibile|subtotale|subtotaal|excl btw|excl. btw|
    sans tva|total hors taxe|warenwert
""")
_TAX = words("""
    tva|vat|tax|taxes|mwst|mwst.|ust|ust.|umsatzsteuer|mehrwertsteuer|steuer|steuern|steuerbetrag|iva|
    btw|taxe|montant tva|dont tva|imposta|impuesto|impuestos|sales tax
""")
_BALANCE = words("""
    solde|solde du|reste a payer|restant du|reste du|balance|outstanding|open amount|amount paid|paid|
    paid amount|amount residual|residual|offen|offener betrag|restbetrag|bezahlt|bezahlter betrag|
    bereits bezahlt|saldo|pendiente|pagado|residuo|pagato|openstaand|betaald|montant paye|montant regle|
    paye|deja paye|deja regle|regle|refunded|rembourse|erstattet|discount|remise|rabatt|descuento|
    sconto|korting|shipping|frais de port|versand|versandkosten|gutscheine|guthaben|acompte|anzahlung|
    deposit|vorauszahlung
""")
_UNIT = words("""
    unit price|prix unitaire|pu|p.u.|einzelpreis|stuckpreis|precio unitario|prezzo unitario|
    eenheidsprijs|qty|quantity|quantite|menge|cantidad|quantita|aantal|price per unit
""")
_TOTAL = words("""
    total|total ttc|montant ttc|ttc|t.t.c.|montant total|total a payer|montant a payer|net a payer|
    a payer|montant de la facture|total general|total amount|amount due|total due|grand total|gross|
    gross amount|invoice total|invoice amount|total incl|incl vat|incl. vat|balance due|amount payable|
    to pay|rechnungsbetrag|gesamtbetrag|gesamt|gesamtsumme|endbetrag|endsumme|bruttobetrag|brutto|
    zahlbetrag|zu zahlen|zu zahlender betrag|zahlungsbetrag|rechnungssumme|gesamtpreis|summe|inkl mwst|
    inkl. mwst|importe total|total factura|total a pagar|importe a pagar|totale|totale fattura|
    totale documento|importo totale|totale da pagare|da pagare|totaal|totaalbedrag|te betalen|
    totaal te betalen|factuurbedrag|gutschriftbetrag|korrekturbetrag|total facture|total de la facture|
    montant du
""")
_AMOUNT = words("""
    montant|montants|amount|amounts|betrag|betrage|importe|importo|bedrag|prix|price|preis|precio|
    prezzo|prijs|value|wert|valeur|somme|sum|cost|kosten|cout|monto|charge|charges
""")
_NOT_THE_NUMBER = words("""
    client|customer|kunde*|cliente|klant*|contrat|contract|vertrag*|contrato|contratto|account|konto*|
    compte|cuenta|conto|rekening*|tva|vat|ust|ust-id|ust-idnr|steuer*|siret|siren|iban|bic|telephone|
    phone|telefon|tel|fax|mobile|ligne|line|rufnummer|phone number|quantity|menge|qty|page|seite|piece|
    zahler*|meter|pdl|tracking*|sendungsnummer|suivi|mandat|mandate|mandatsreferenz|transaction|
    transaktion*|payment|zahlung*|paiement|sepa|versicherung*|police|policy|project|projekt|projet|
    article|artikel*|sku|hrb|handelsregister|rcs|capital|isin|ursprungl|ursprunglich*|original|origine|
    d origine|zu rechnung|concerne|reference client|your reference|votre reference|ihr zeichen|
    unser zeichen|glaubiger*|creditor|eori|naf|ape|code|plz|cp|zip|status|statut
""")
_ORDER_NUMBER = words("""
    commande|commandes|numero de commande|order|order number|order no|order id|bestellung|bestellnummer|
    bestellnr|auftragsnummer|auftragsnr|auftrag|pedido|numero de pedido|ordine|numero ordine|bestelling|
    bestelnummer|booking|buchungsnummer|reservation|purchase order|po number|quote|devis|angebot*|
    lieferschein*
""")
_DOCUMENT_NUMBER = re.compile(
    r"(?<!\w)(?:(?:facture|invoice|bill|avoir|credit note|credit memo|document|piece|receipt|statement|recu"
    r"|releve|factura|fattura|factuur|"
    r"fattura|documento|piece comptable)(?: ?(?:n ?[°ºo]\.?|no\.?|nr\.?|num(?:ero|ber|\.)?|nummer|#|id"
    r"|ref\.?|reference))"
    r"|(?:n ?[°ºo]\.?|no\.?|nr\.?|num(?:ero|ber|\.)?|nummer|ref\.?|reference)(?: (?:de |d'|of |der |della "
    r"|du |del )?(?:la |the )?)?"
    r"(?:facture|invoice|bill|avoir|credit note|rechnung|document|piece|receipt|statement|recu|releve"
    r"|factura|fattura|factuur|documento)"
    r"|(?:\w*rechnungs?|belegs?|gutschrifts?|korrektur|storno(?:rechnungs)?|re|rg|dokument(?:en)?|factuur"
    r"|creditnota|auszugs?)[ .-]{0,2}"
    r"(?:nummer|nr|no|n°)|(?:facture|invoice|rechnung|factura|fattura|factuur)(?: ?#)?)(?!\w)"
)
_PLAIN_NUMBER = re.compile(
    r"(?<!\w)(?:n ?[°ºo]|no|nr|num|numero|numeros|number|nummer|ref|reference|referenz|referencia"
    r"|riferimento|referentie|id|#|code|"
    r"name|nom|bezeichnung|libelle|label|title|titel|titre|document|dokument|documento)(?!\w)|^#$"
)


@lru_cache(maxsize=4096)
def date_role(title: str) -> DateRole | None:
    """What kind of date a title or a label announces; None when it announces none."""
    plain = fold(title)
    if _DUE.search(plain):
        return "due"
    if _ISSUED.search(plain):
        return "issued"
    if _PAID.search(plain):
        return "paid"
    if _PERIOD.search(plain):
        return "period"
    return "date" if _DATE.search(plain) else None


@lru_cache(maxsize=4096)
def amount_role(title: str) -> AmountRole | None:
    """What kind of amount a title or a label announces; None when it announces none."""
    plain = fold(title)
    gross = _TOTAL.search(plain)
    for pattern, role in ((_NET, "net"), (_TAX, "tax"), (_BALANCE, "balance"), (_UNIT, "unit")):
        if (match := pattern.search(plain)) and not (gross and gross.end() - gross.start() > len(match[0])):
            return role  # type: ignore[return-value]
    if gross:
        return "total"
    return "amount" if _AMOUNT.search(plain) else None


@lru_cache(maxsize=4096)
def number_score(title: str) -> float:
    """How much a title or label announces the document's own number: 3 document, 2 plain, 1 order, -2
    other."""
    plain = fold(title)
    if not plain:
        return 0.0
    if _NOT_THE_NUMBER.search(plain):
        return -2.0
    if _DOCUMENT_NUMBER.search(plain) or (
        INVOICE.search(plain) and len(plain) < 30 and not date_role(title) and not amount_role(title)
    ):
        return 3.0
    if _ORDER_NUMBER.search(plain):
        return 1.0
    return 2.0 if _PLAIN_NUMBER.search(plain) else 0.0


def is_column_title(title: str) -> bool:
    """Whether a short text names a column that lists of documents have."""
    return len(title) <= 40 and bool(date_role(title) or amount_role(title) or number_score(title) > 0)
