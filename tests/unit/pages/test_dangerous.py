from __future__ import annotations

import pytest

from connectors.pages.dangerous import is_dangerous
from connectors.pages.pressing import is_safe, pressables_in
from tests.unit.pages.trees import tree


@pytest.mark.parametrize(
    "label",
    [
        "Payer",
        "Payer ma facture",
        "Pay now",
        "Jetzt bezahlen",
        "Pagar",
        "Paga ora",
        "Betalen",
        "Buy it again",
        "Commander à nouveau",
        "Erneut bestellen",
        "Cancel order",
        "Annuler",
        "Stornieren",
        "Supprimer",
        "Löschen",
        "Delete",
        "Eliminar",
        "Verwijderen",
        "Résilier mon contrat",
        "Vertrag kündigen",
        "Darse de baja",
        "Unsubscribe",
        "Se désabonner",
        "Log out",
        "Abmelden",
        "Return items",
        "Retourner un article",
        "Zurücksenden",
        "Modifier",
        "Change",
        "Ändern",
        "Details bearbeiten",
        "Edit",
        "Confirm",
        "Confirmer",
        "Bestätigen",
        "Send",
        "Envoyer par e-mail",
        "Rechnung per E-Mail senden",
        "Create invoice",
        "Neu",
        "+ New",
        "Nouvelle facture",
        "Rechnung anfordern",
        "Request invoice",
        "Generate invoice",
        "Ajouter",
        "Upload",
        "Save",
        "Enregistrer",
        "Replace file",
        "Refund",
        "Renew",
        "Mark as paid",
    ],
)
def test_labels_that_have_an_effect(label: str) -> None:
    assert is_dangerous(label)


@pytest.mark.parametrize(
    "label",
    [
        "",
        "Paiements",
        "Zahlungen",
        "Payment history",
        "Stornorechnung",
        "Facture d'annulation",
        "Éditer la facture",
        "Enregistrer le PDF",
        "Rechnung NW-00001",
        "Details",
        "Order details",
        "Bestellungen",
        "Commandes",
        "Mes commandes",
        "Télécharger",
        "Herunterladen",
        "Download new invoice",
        "Facture F2024-113 nouveau",
        "Retour",
        "Voir",
        "Suivant",
        "Invoice",
        "Descargar factura",
        "Scarica",
        "PDF",
        "Facture de mars 2025, montant 12,00 €, à régler avant le 30 mars ; vous pouvez la payer en ligne",
    ],
)
def test_labels_that_only_show(label: str) -> None:
    assert not is_dangerous(label)


@pytest.mark.parametrize(
    "href",
    [
        "/order/AB/pay/",
        "/orders/1/cancel",
        "https://x.example/logout",
        "?action=delete&id=3",
        "/invoice/3/delete",
        "mailto:a@example.org",
        "tel:+331234",
        "/cart/checkout",
        "/abo/k%C3%BCndigen/kuendigen",
        "/x?cmd=void",
    ],
)
def test_addresses_that_have_an_effect(href: str) -> None:
    assert is_dangerous("", href)


@pytest.mark.parametrize(
    "href",
    [
        "https://pay.example.com/invoice/a/pdf",
        "/payments/3",
        "/invoice/3.pdf",
        "?return=/delete",
        "/admin/invoice/3/change/",
        "/orders/1?cancelled=1",
        None,
        "",
    ],
)
def test_addresses_that_only_show(href: str | None) -> None:
    assert not is_dangerous("x", href)


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ('<button><i class="fa fa-trash"></i></button>', False),
        ('<button><i class="fa fa-edit"></i></button>', False),
        ('<a href="/invoice/3"><i class="fa fa-edit"></i></a>', True),
        ('<a href="/invoice/3"><i class="fa fa-trash"></i></a>', False),
        ('<button><i class="fa fa-download"></i></button>', True),
        ('<button><i data-icon="delete"></i></button>', False),
        ('<form action="/cart/pay"><button type="submit">OK</button></form>', False),
        ('<form action="/filter"><button type="submit">OK</button></form>', True),
        ('<form><input type="image" formaction="/x/delete" alt="OK"></form>', False),
        ('<button title="Supprimer"><svg></svg></button>', False),
    ],
)
def test_controls_are_judged_by_label_icon_and_form(html: str, safe: bool) -> None:
    page = tree(html)
    assert page.root is not None
    (node,) = pressables_in(page.root)
    assert is_safe(page, node) is safe
