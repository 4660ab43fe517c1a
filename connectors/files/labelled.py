"""Values of a PDF's text by their labels: on the same line, beside, below or above them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from connectors.files.pdf import Piece
from connectors.pages.columns import amount_role, date_role
from connectors.pages.document_words import ORDER
from connectors.pages.values import FoundAmount, FoundDate, find_amounts, find_dates, find_numbers
from connectors.pages.words import fold, words

_CREDIT_NUMBER = re.compile(
    r"(?<!\w)(?:korrektur|gutschrifts?|storno(?:rechnungs?)?|creditnota|credit (?:note|memo)|avoir|nota "
    r"(?:de|di) credito)"
    r"[ .-]{0,2}(?:nummer|nr|no|number|num|numero|n ?[°ºo]|#)|(?:n ?[°ºo]\.?|numero|number|nr\.?)(?: (?:de "
    r"|d'|di )?(?:l')?)"
    r"(?:avoir|credit note|gutschrift|nota (?:de|di) credito)"
)
_OWN_NUMBER = re.compile(
    r"(?<!\w)(?:facture|invoice|bill|document|piece|receipt|statement|recu|releve|quittance|factura|fattura"
    r"|factuur|documento|beleg)"
    r" ?(?:n ?[°ºo]\.?|no\.?|nr\.?|num(?:ero|ber|\.)?|nummer|#|id|ref(?:erence)?\.?)"
    r"|(?<!\w)(?:n ?[°ºo]\.?|no\.?|nr\.?|num(?:ero|ber|\.)?|nummer|ref(?:erence)?\.?)(?: (?:de |der |of |du "
    r"|della |del )?(?:la |the |votre )?)"
    r"(?:facture|invoice|bill|rechnung|document|piece|receipt|statement|recu|releve|quittance|factura"
    r"|fattura|factuur|documento)"
    r"|(?<!\w)(?:\w*rechnungs?|belegs?|auszugs?|dokument(?:en)?|re|rg|factuur|quittungs?)[ .-]{0,2}(?:nummer"
    r"|nr|no|n°)"
)
_BARE_DOCUMENT = re.compile(
    r"(?<!\w)(?:facture|invoice|rechnung|factura|fattura|factuur|avoir|gutschrift|credit note"
    r"|rechnungskorrektur|stornorechnung)(?!\w)"
)
_OTHERS_NUMBER = words("""
    ursprungl*|original*|origine|d origine|zur rechnung|zu rechnung|concerne|client|customer|kunde*|
    kundennummer|cliente|klant*|contrat|contract|vertrag*|contrato|contratto|account|konto*|compte|
    commande|order|bestell*|auftrag*|pedido|ordine|bestelling|tva|vat|ust*|steuer*|siret|siren|iban|bic|
    tel|telephone|telefon|fax|mandat*|page|seite|zahler*|devis|quote|angebot*|lieferschein*|livraison|
    delivery|reference client|votre reference|your reference|ihr zeichen|projekt*|project|hrb|rcs|eori
""")
_FULL_TOTAL = words("""
    total ttc|montant ttc|montant total ttc|total toutes taxes comprises|montant total|total general|
    total facture|total de la facture|montant de la facture|total t.t.c.|ttc|invoice total|total amount|
    grand total|total incl*|gross total|gross amount|total gross|invoice amount|total inc*|amount incl*|
    total including|rechnungsbetrag|gesamtbetrag*|bruttobetrag|gesamtsumme|endbetrag|endsumme|
    rechnungssumme|gesamtbetrag brutto|summe brutto|gesamt brutto|rechnungsbetrag brutto|
    gutschriftbetrag|gutschriftsbetrag|korrekturbetrag|importe total|total factura|total con iva|
    total iva incluido|totale fattura|totale documento|importo totale|totale ivato|totaalbedrag|
    factuurbedrag|totaal incl*|total avoir|montant de l avoir|credit total|total credit|gesamt inkl*|
    summe inkl*|betrag brutto
""")
_TO_PAY = words("""
    net a payer|montant a payer|a payer|total a payer|amount due|total due|balance due|amount payable|
    to pay|zu zahlen|zu zahlender betrag|zahlbetrag|zahlungsbetrag|noch zu zahlen|total a pagar|
    importe a pagar|da pagare|totale da pagare|te betalen|montant du|reste a payer|fallig*|
    offener betrag|solde a payer|montant preleve|abbuchungsbetrag|amount paid
""")
_ANOTHER_DOCUMENT = words("""
    ursprungl*|original*|origine|d origine|zur rechnung|zu rechnung|concerne|bezug|bezuglich|refers to|
    relates to|corrects|annule|annule et remplace|korrigiert|storniert|rectifica|rettifica
""")
# Of an account, but the statement's own number.
_STATEMENT = re.compile(
    r"(?<!\w)(?:(?:releve|estratto|extracto)s? (?:de |di )?(?:compte|conto|cuenta)|account statement)"
)
# "FA 2024-001" or "10 123 456 789": parts of one number, when a label says that a number follows.
_GROUPED = re.compile(r"[A-Z]{1,5} \d[\w/-]*|\d{1,4}(?: \d{2,4}){1,5}")
_ONE_TOKEN = re.compile(r"[A-Z0-9][\w/.-]{1,39}")
_PARTED = re.compile(rf"[:#°] ?({_GROUPED.pattern})(?= ?(?:$|[,;]|du |vom |of |del? |dated ))")
_DIGIT = re.compile(r"\d")
_LINE_OVERLAP, _COLUMN_SLACK, _GAP_LINES = 0.5, 10.0, 3.2
_NEAR_LABEL = 60

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Labelled(Generic[T]):
    """A value and how surely its label says what it is (0 to about 1)."""

    value: T
    sure: float


class LabelledText:
    """The pieces of a document's text, asked for values by their labels."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._folded = [fold(p.text) for p in pieces]
        # Only pieces with a digit can be values; the neighbours of each are looked for once.
        self._valued = [at for at, p in enumerate(pieces) if _DIGIT.search(p.text)]
        self._amounts = {at: _amounts(pieces[at].text) for at in self._valued}
        self._around: dict[int, tuple[str, str, str]] = {}
        self._pages: dict[int, list[int]] = {}
        for at, piece in enumerate(pieces):
            self._pages.setdefault(piece.page, []).append(at)

    def numbers(self) -> list[Labelled[str]]:
        """Document numbers, surest first; a credit note's own before the invoice's that it corrects."""
        found = []
        for at in self._valued:
            for text, start in _numbers(self._pieces[at].text, [(a.start, a.end) for a in self._amounts[at]]):
                if sure := self._surest(at, start, _number_sure, (1.0, 0.95, 0.9, 0.75)):
                    found.append(Labelled(text, sure))
        return sorted(found, key=lambda f: -f.sure)

    def dates(self, month_first: bool | None = None) -> list[Labelled[FoundDate]]:
        """Dates that a label calls the issue date, or just "date"; surest first."""
        found = []
        for at in self._valued:
            for date in find_dates(self._pieces[at].text, month_first=month_first):
                sure = (
                    self._surest(at, date.start, _date_sure, (1.0, 0.95, 0.9, 0.7)) if date.precise else 0.0
                )
                if sure:
                    found.append(Labelled(date, sure))
        return sorted(found, key=lambda f: -f.sure)

    def totals(self) -> list[Labelled[FoundAmount]]:
        """Amounts that a label calls the total; surest first, then the greatest."""
        found = []
        for at in self._valued:
            for amount in self._amounts[at]:
                if sure := self._surest(at, amount.start, _total_sure, (1.0, 0.95, 0.6, 0.3)):
                    found.append(Labelled(amount, sure))
        return sorted(found, key=lambda f: (-f.sure, -abs(f.value.value)))

    def _surest(
        self, at: int, start: int, judge: Callable[[str], float | None], weights: tuple[float, ...]
    ) -> float:
        """How surely the nearest label names a value. Order: same line, left of it, above, below."""
        before = fold(self._pieces[at].text[:start])[-_NEAR_LABEL:]
        if any(c.isalpha() for c in before):
            sure = judge(before)
            if sure is not None:
                return sure * weights[0]
        if at not in self._around:
            self._around[at] = self._neighbours(at)
        for label, weight in zip(self._around[at], weights[1:], strict=True):
            sure = judge(label) if label else None
            if sure is not None:
                return sure * weight
        return 0.0

    def _neighbours(self, at: int) -> tuple[str, str, str]:
        """The nearest labels to the left on the same line, above and below in the same column."""
        own = self._pieces[at]
        reach = _GAP_LINES * max(own.height, 6.0)
        left: tuple[float, str] = (-1.0, "")
        above: tuple[float, str] = (reach, "")
        below: tuple[float, str] = (reach, "")
        for other in self._pages[own.page]:
            piece = self._pieces[other]
            up, down = piece.bottom - own.top, own.bottom - piece.top
            if up < -1.0 and down < -1.0:
                if (
                    piece.right <= own.left + 1
                    and piece.right > left[0]
                    and _overlap(piece, own) > _LINE_OVERLAP
                ):
                    left = (
                        max(left, (piece.right, self._folded[other]))
                        if _is_label(self._folded[other])
                        else left
                    )
            elif -2.0 <= up < above[0] and _same_column(piece, own):
                above = (up, self._folded[other])
            elif -2.0 <= down < below[0] and _same_column(piece, own):
                below = (down, self._folded[other])
        return left[1], above[1] if _is_label(above[1]) else "", below[1] if _is_label(below[1]) else ""


def _is_label(text: str) -> bool:
    """Words, not another value: more letters than digits."""
    letters = sum(c.isalpha() for c in text)
    return (letters > sum(c.isdigit() for c in text) and letters > 1) or text in ("n°", "#", "le")


def _overlap(first: Piece, second: Piece) -> float:
    shared = min(first.top, second.top) - max(first.bottom, second.bottom)
    return shared / max(0.1, min(first.height, second.height))


def _same_column(first: Piece, second: Piece) -> bool:
    if abs(first.left - second.left) < _COLUMN_SLACK or abs(first.right - second.right) < _COLUMN_SLACK:
        return True
    return min(first.right, second.right) - max(first.left, second.left) > 0


def _amounts(text: str) -> list[FoundAmount]:
    return find_amounts(text, [(d.start, d.end) for d in find_dates(text)])


def _numbers(text: str, amounts: list[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    if _GROUPED.fullmatch(text):
        yield text, 0
        return
    parted = _PARTED.search(text)
    if parted:
        yield parted[1], parted.start(1)
    taken = amounts + [(d.start, d.end) for d in find_dates(text)]
    if not taken and _ONE_TOKEN.fullmatch(text):
        yield text, 0
        return
    for number in find_numbers(text, taken):
        start, token = number.start, number.text
        prefix = re.search(r"(?<!\w)[A-Z]{1,4} $", text[:start])
        if prefix and token[0].isdigit() and fold(prefix[0]) not in ("nr", "no", "n"):
            start, token = prefix.start(), prefix[0] + token
        if not parted or not parted.start(1) <= start < parted.end(1):
            yield token, start


def _number_sure(label: str) -> float | None:
    """None when the text is no label of a number at all; 0 when it names another number."""
    label = label.rstrip(" :")
    if _CREDIT_NUMBER.search(label):
        return 1.05
    if _OTHERS_NUMBER.search(_STATEMENT.sub("", label)):
        return 0.0
    if _OWN_NUMBER.search(label):
        return 1.0
    if match := _BARE_DOCUMENT.search(label):
        return 0.75 if len(label) - match.end() <= 4 else 0.4
    return (
        0.4
        if re.search(r"(?<!\w)(?:n ?[°ºo]|nr|num|numero|number|nummer|ref|reference|referenz|#)\.?$", label)
        else None
    )


def _date_sure(label: str) -> float | None:
    if _ANOTHER_DOCUMENT.search(label):
        return 0.0
    role = date_role(label)
    if role is None:
        return None
    if role == "issued":
        return 1.0
    return 0.0 if role != "date" else 0.35 if ORDER.search(label) else 0.7


def _total_sure(label: str) -> float | None:
    role = amount_role(label)
    if role is None:
        return None
    if role in ("net", "tax", "unit"):
        return 0.0
    if _FULL_TOTAL.search(label):
        return 1.0
    if _TO_PAY.search(label):
        return 0.7
    return {"total": 0.8, "amount": 0.4, "balance": 0.0}[role]
