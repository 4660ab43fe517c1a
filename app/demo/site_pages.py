"""The HTML of the demonstration portal."""

from __future__ import annotations

from html import escape

from app.demo.bills import SUPPLIER, DemoBill
from app.demo.invoice_words import format_amount, format_date

PAGE_SIZE = 8

_STYLE = """
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,"Segoe UI",Arial,sans-serif;color:#1c2b26;background:#f3f7f5}
header{background:#0b5d48;color:#fff;display:flex;align-items:center;gap:28px;padding:16px 40px}
header b{font-size:21px;margin-right:auto}header a{color:#fff;text-decoration:none}
header a:hover{text-decoration:underline}
main{max-width:940px;margin:36px auto;padding:0 20px;min-height:430px}
.card{background:#fff;border-radius:14px;padding:32px;box-shadow:0 2px 14px #0b5d4818}
.slim{max-width:430px;margin:0 auto}h1{margin-top:0;font-size:25px}
label{display:block;margin:14px 0 4px}input:not([type=checkbox]){width:100%;font:inherit;
padding:10px 12px;border:1px solid #b7c8c1;border-radius:8px}button,.button{font:inherit;
background:#0b5d48;color:#fff;border:0;border-radius:8px;padding:11px 22px;cursor:pointer;
text-decoration:none}.slim button{width:100%;margin-top:20px}
.plain{background:none;color:#0b5d48;text-decoration:underline}
table{width:100%;border-collapse:collapse}
th,td{text-align:left;padding:11px 10px;border-bottom:1px solid #e2ebe7}td.sum{text-align:right}
th.sum{text-align:right}.error{background:#fdeceb;color:#8d1f16;border-radius:8px;padding:10px 14px}
.pager{display:flex;gap:20px;justify-content:center;margin-top:22px}
footer{background:#12352b;color:#cfe0d9;padding:26px 40px;margin-top:50px}
footer a{color:#cfe0d9;margin-right:22px}.consent{position:fixed;left:24px;right:24px;bottom:24px;
background:#fff;border-radius:14px;box-shadow:0 6px 40px #0004;padding:22px 28px}
"""

_CONSENT = """<div class=consent role=dialog aria-label="Cookies"><b>Vos choix en matière de cookies</b>
<p>Nous utilisons des cookies pour mesurer l'audience de ce site de démonstration.</p>
<button type=button onclick="choisir('refus')" class=plain>Continuer sans accepter</button>
<button type=button onclick="choisir('accord')">Tout accepter</button></div>
<script>function choisir(c){document.cookie='cookies='+c+';path=/;max-age=15552000';
document.querySelector('.consent').remove()}
</script>"""


def _frame(title: str, content: str, *, signed_in: bool, consented: bool) -> str:
    links = (
        '<a href="/espace-client">Accueil</a><a href="/espace-client/factures">Mes factures</a>'
        '<a href="/espace-client/contrat">Mon contrat</a><a href="/deconnexion">Se déconnecter</a>'
        if signed_in
        else '<a href="/connexion">Espace client</a>'
    )
    return (
        f"<!doctype html><html lang=fr><head><meta charset=utf-8><title>{escape(title)} - {SUPPLIER}</title>"
        f'<link rel=icon href="data:,"><style>{_STYLE}</style></head><body>'
        f"<header><b>⚡ {SUPPLIER}</b>{links}</header>"
        f"<main>{content}</main><footer><p>{SUPPLIER} est un fournisseur imaginaire, pour essayer.</p>"
        '<a href="/documents/conditions-generales.pdf">Conditions générales de vente (PDF)</a>'
        f'<a href="/aide">Aide et contact</a></footer>{"" if consented else _CONSENT}</body></html>'
    )


def login_page(token: str, username: str, error: str, *, consented: bool) -> str:
    """E-mail and password on one page."""
    message = f"<p class=error role=alert>{escape(error)}</p>" if error else ""
    return _frame(
        "Connexion",
        f'<div class="card slim"><h1>Connexion à votre espace client</h1>{message}'
        '<form method=post action="/connexion">'
        f'<input type=hidden name=jeton value="{token}"><label for=email>Adresse e-mail</label>'
        f'<input type=email id=email name=email autocomplete=username required value="{escape(username)}">'
        "<label for=passe>Mot de passe</label><input type=password id=passe name=passe "
        "autocomplete=current-password required><button type=submit>Se connecter</button></form>"
        '<p><a href="/aide">Mot de passe oublié ?</a></p></div>',
        signed_in=False,
        consented=consented,
    )


def code_page(token: str, error: str, *, consented: bool) -> str:
    """The six digits of the second step."""
    message = f"<p class=error role=alert>{escape(error)}</p>" if error else ""
    return _frame(
        "Vérification",
        '<div class="card slim"><h1>Vérification en deux étapes</h1>'
        "<p>Nous avons envoyé un code à 6 chiffres par SMS "
        f'au 06 •• •• •• 42.</p>{message}<form method=post action="/connexion/code">'
        f'<input type=hidden name=jeton value="{token}"><label for=code>Code reçu par SMS</label>'
        "<input id=code name=code inputmode=numeric autocomplete=one-time-code maxlength=6 required>"
        "<label><input type=checkbox name=appareil value=1> Se souvenir de cet appareil</label>"
        "<button type=submit>Valider</button></form></div>",
        signed_in=False,
        consented=consented,
    )


def text_page(title: str, text: str, *, signed_in: bool, consented: bool) -> str:
    """A page with a few words."""
    content = f"<div class=card><h1>{escape(title)}</h1><p>{escape(text)}</p></div>"
    return _frame(title, content, signed_in=signed_in, consented=consented)


def account_page(last: DemoBill, *, consented: bool) -> str:
    """The first page after signing in."""
    amount = format_amount("fr", last.facts.total, last.facts.currency)
    return _frame(
        "Mon espace",
        f"<div class=card><h1>Bonjour Camille Martin</h1><p>Votre dernière facture : {amount}.</p>"
        '<a class=button href="/espace-client/factures">Voir mes factures</a></div>',
        signed_in=True,
        consented=consented,
    )


def bills_page(bills: list[DemoBill], page: int, *, consented: bool) -> str:
    """The list, `PAGE_SIZE` bills to a page counted from 1."""
    pages = -(-len(bills) // PAGE_SIZE)
    rows = "".join(_row(bill) for bill in bills[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    before = f'<a href="/espace-client/factures?page={page - 1}">Précédent</a>' if page > 1 else ""
    after = f'<a rel=next href="/espace-client/factures?page={page + 1}">Suivant</a>' if page < pages else ""
    return _frame(
        "Mes factures",
        "<div class=card><h1>Mes factures</h1><table><thead><tr><th>Type</th><th>Numéro</th><th>Date</th>"
        f"<th class=sum>Montant TTC</th><th>Document</th></tr></thead><tbody>{rows}</tbody></table>"
        f"<nav class=pager>{before}<span>Page {page} sur {pages}</span>{after}</nav></div>",
        signed_in=True,
        consented=consented,
    )


def _row(bill: DemoBill) -> str:
    facts = bill.facts
    return (
        f"<tr><td>{'Avoir' if bill.is_credit_note else 'Facture'}</td><td>{escape(facts.number)}</td>"
        f"<td>{format_date('fr', facts.issued)}</td>"
        f"<td class=sum>{format_amount('fr', facts.total, facts.currency)}</td>"
        f'<td><a href="/documents/{bill.id}.pdf">Télécharger</a></td></tr>'
    )
