"""Documents made from a plan: the same plan gives the same documents."""

from __future__ import annotations

import threading
from datetime import timedelta
from decimal import Decimal

from tests.portal_simulator.config import DocumentPlan, PortalConfig
from tests.portal_simulator.documents import SimDocument

PREFIXES = {"fr": ("FA", "AV"), "en": ("INV", "CN"), "de": ("RE", "GS")}
SUPPLIERS = {"fr": "Énergie Dupont", "en": "Northway Telecom", "de": "Stadtwerke Musterstadt"}

HOSTILE_NAMES = (
    "../../../../tmp/x.pdf",
    "CON.pdf",
    "..\\..\\windows\\system32\\x.pdf",
    "a" * 300 + ".pdf",
    "facture\x07\x1b[2J\x7f.pdf",
    "facture\u202efdp.exe",
    "/etc/passwd",
    "NUL",
    ".pdf",
    "   ",
    "facture\u200f\u2066 2026\u2069.pdf",
    'facture"; rm -rf ~; ".pdf',
    "C:\\autoexec.bat",
    "con.tar.pdf",
    "facture .pdf . ",
    "<script>alert(1)</script>.pdf",
    "%2e%2e%2fx.pdf",
    "fac\u0000ture.pdf",
    "Facture été 2026 – n° 12.pdf",
)


def make_document(config: PortalConfig, plan: DocumentPlan, index: int) -> SimDocument:
    """Document number `index`, 0 the newest; also beyond the plan's count, for lists without an end."""
    span = plan.span_days if plan.span_days is not None else min(30 * plan.count, 1800)
    model = index
    if plan.twin_every and index % plan.twin_every == plan.twin_every - 1:
        model = index - 1
    issued = plan.latest - timedelta(days=model * span // max(plan.count, 1))
    cents = (model * 2654435761 + plan.seed * 40503) % 180_000 + 990
    numbered = index
    if plan.same_number_every and index % plan.same_number_every == plan.same_number_every - 1:
        numbered = index - 1
    credit = bool(plan.credit_every) and model % plan.credit_every == plan.credit_every - 1
    prefix = PREFIXES[config.language][1 if credit else 0]
    total = Decimal(cents) / 100
    return SimDocument(
        id=f"{(index * 7919 + plan.seed * 104729) % 9_000_011 + 1_000_000}",
        number=f"{prefix}-{issued.year}-{500_000 + plan.count - numbered}",
        issued=issued,
        total=-total if credit else total,
        currency=plan.currency,
        type="credit_note" if credit else "incoming_invoice",
        language=config.language,
        supplier=config.supplier or SUPPLIERS[config.language],
        contract=index % max(len(config.listing.contracts), 1),
        facturx=bool(plan.facturx_every)
        and not credit
        and index % plan.facturx_every == plan.facturx_every // 2,
        pad_to=plan.pad_to,
        file_name=HOSTILE_NAMES[index % len(HOSTILE_NAMES)] if plan.hostile_names else "",
        note=HOSTILE_NAMES[(index + 3) % len(HOSTILE_NAMES)] if plan.hostile_names else "",
    )


class DocumentStore:
    """All documents of a portal, and windows on them as the list shows them."""

    def __init__(self, config: PortalConfig) -> None:
        self._config = config
        self._lock = threading.Lock()
        self.endless = config.listing.end == "endless"
        if isinstance(config.documents, tuple):
            self._plan = DocumentPlan(count=len(config.documents))
            self.all = list(config.documents)
        else:
            self._plan = config.documents
            self.all = [make_document(config, self._plan, index) for index in range(self._plan.count)]
        self._by_id = {document.id: document for document in self.all}
        self._views: dict[tuple[int | None, int | None], list[SimDocument]] = {}

    def get(self, document_id: str) -> SimDocument | None:
        """The document with the portal's id."""
        return self._by_id.get(document_id)

    def add(self, *documents: SimDocument) -> None:
        """New documents appear on the portal (newest first)."""
        with self._lock:
            self.all[:0] = documents
            self._by_id.update({document.id: document for document in documents})
            self._views.clear()

    def years(self) -> list[int]:
        """The years that have documents, newest first."""
        return sorted({document.issued.year for document in self.all}, reverse=True)

    def view(self, year: int | None, contract: int | None) -> list[SimDocument]:
        """What is listed under this year and contract (None: all), in the list's order."""
        with self._lock:
            key = (year, contract)
            if key not in self._views:
                found = [
                    document
                    for document in self.all
                    if (year is None or document.issued.year == year)
                    and (contract is None or document.contract == contract)
                ]
                self._views[key] = self._sorted(found)
            return self._views[key]

    def grow(self, upto: int) -> None:
        """Make an endless list reach to this many documents."""
        with self._lock:
            while len(self.all) < upto:
                document = make_document(self._config, self._plan, len(self.all))
                self.all.append(document)
                self._by_id[document.id] = document
                self._views.clear()

    def _sorted(self, documents: list[SimDocument]) -> list[SimDocument]:
        order = self._config.listing.order
        if order == "oldest":
            return documents[::-1]
        if order == "mixed":
            return sorted(documents, key=lambda document: document.id[::-1])
        return documents
