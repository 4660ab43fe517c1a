"""What the demonstration portal answers: signing in, the list of bills, the files."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from app.demo import site_pages
from app.demo.bills import SUPPLIER, DemoBill
from app.demo.pdf import text_pdf

_DEVICE_SECONDS = 180 * 86400
_WRONG_CODES = 3


@dataclass(slots=True)
class _Visit:
    """What the portal remembers of one browser."""

    token: str
    password_given: bool = False
    signed_in: bool = False
    code: str = ""
    wrong_codes: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer."""

    status: int
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


class SupplierSite:
    """The portal without its sockets; `on_code` gets every code that is "sent"."""

    def __init__(
        self, username: str, password: str, bills: list[DemoBill], on_code: Callable[[str], None]
    ) -> None:
        self._username = username
        self._password = password
        self._bills = bills
        self._by_id = {bill.id: bill for bill in bills}
        self._on_code = on_code
        self._visits: dict[str, _Visit] = {}
        self._devices: set[str] = set()

    def get(self, target: str, cookies: dict[str, str]) -> Answer:
        """The page or file at an address."""
        path, query = urlsplit(target).path, dict(parse_qsl(urlsplit(target).query))
        visit = self._visits.get(cookies.get("session", ""))
        consented = "cookies" in cookies
        signed_in = visit is not None and visit.signed_in
        if path == "/":
            return _redirect("/connexion")
        if path == "/connexion":
            return self._login_page(visit, "", "", consented)
        if path == "/connexion/code" and visit and visit.password_given:
            return _html(site_pages.code_page(visit.token, "", consented=consented))
        if path == "/aide":
            text = "Notre équipe imaginaire vous répond au 09 00 00 00 00."
            return _html(site_pages.text_page("Aide", text, signed_in=signed_in, consented=consented))
        if path == "/documents/conditions-generales.pdf":
            title = "Conditions générales de vente"
            return _pdf(text_pdf(title, [f"Article {n}. {SUPPLIER}" for n in range(1, 25)]), "conditions")
        if path == "/deconnexion":
            self._visits.pop(cookies.get("session", ""), None)
            return _redirect("/connexion")
        if path.startswith(("/espace-client", "/documents/")):
            return self._private(path, query, consented) if signed_in else _redirect("/connexion")
        return _missing()

    def _private(self, path: str, query: dict[str, str], consented: bool) -> Answer:
        if path == "/espace-client":
            return _html(site_pages.account_page(self._bills[0], consented=consented))
        if path == "/espace-client/factures":
            page = query.get("page", "1")
            number = int(page) if page in ("1", "2") else 1
            return _html(site_pages.bills_page(self._bills, number, consented=consented))
        if path == "/espace-client/contrat":
            return _html(
                site_pages.text_page(
                    "Mon contrat", "Offre Lumière, 6 kVA", signed_in=True, consented=consented
                )
            )
        bill = self._by_id.get(path.removeprefix("/documents/").removesuffix(".pdf"))
        return _pdf(bill.pdf, bill.facts.number) if bill else _missing()

    def post(self, target: str, cookies: dict[str, str], form: dict[str, str]) -> Answer:
        """The answer to a form."""
        visit = self._visits.get(cookies.get("session", ""))
        consented = "cookies" in cookies
        if visit is None or not secrets.compare_digest(form.get("jeton", "").encode(), visit.token.encode()):
            return _redirect("/connexion")
        if target == "/connexion":
            right = (form.get("email", "").strip().lower(), form.get("passe")) == (
                self._username,
                self._password,
            )
            if not right:
                error = "Adresse e-mail ou mot de passe incorrect."
                return self._login_page(visit, form.get("email", ""), error, consented)
            if cookies.get("appareil", "") in self._devices:
                return self._let_in(visit, None)
            visit.password_given = True
            self._send_code(visit)
            return _redirect("/connexion/code")
        if target == "/connexion/code" and visit.password_given:
            return self._take_code(visit, form, consented)
        return _missing()

    def _take_code(self, visit: _Visit, form: dict[str, str], consented: bool) -> Answer:
        given = form.get("code", "").replace(" ", "")
        if secrets.compare_digest(given.encode(), visit.code.encode()):
            device = secrets.token_urlsafe(18) if "appareil" in form else None
            return self._let_in(visit, device)
        visit.wrong_codes += 1
        if visit.wrong_codes >= _WRONG_CODES:
            visit.wrong_codes = 0
            self._send_code(visit)
            error = "Trop d'essais : un nouveau code vient de vous être envoyé."
        else:
            error = "Code incorrect, veuillez réessayer."
        return _html(site_pages.code_page(visit.token, error, consented=consented))

    def _send_code(self, visit: _Visit) -> None:
        visit.code = f"{secrets.randbelow(1_000_000):06d}"
        self._on_code(visit.code)

    def _login_page(self, visit: _Visit | None, username: str, error: str, consented: bool) -> Answer:
        headers: tuple[tuple[str, str], ...] = ()
        if visit is None:
            visit, key = _Visit(secrets.token_urlsafe(12)), secrets.token_urlsafe(18)
            self._visits[key] = visit
            headers = (_cookie("session", key),)
        elif visit.signed_in:
            return _redirect("/espace-client")
        page = site_pages.login_page(visit.token, username, error, consented=consented)
        return Answer(200, page.encode(), headers=headers)

    def _let_in(self, visit: _Visit, device: str | None) -> Answer:
        """Sign in under a new session id, and remember the device when the user wants that."""
        key = secrets.token_urlsafe(18)
        self._visits[key] = _Visit(visit.token, signed_in=True)
        visit.password_given, visit.code = False, ""
        headers = [_cookie("session", key)]
        if device:
            self._devices.add(device)
            headers.append(_cookie("appareil", device, _DEVICE_SECONDS))
        return _redirect("/espace-client", *headers)


def _cookie(name: str, value: str, seconds: int | None = None) -> tuple[str, str]:
    age = "" if seconds is None else f"; Max-Age={seconds}"
    return ("Set-Cookie", f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}")


def _html(page: str) -> Answer:
    return Answer(200, page.encode())


def _redirect(location: str, *headers: tuple[str, str]) -> Answer:
    return Answer(303, headers=(("Location", location), *headers))


def _pdf(body: bytes, name: str) -> Answer:
    disposition = ("Content-Disposition", f'attachment; filename="{name}.pdf"')
    return Answer(200, body, "application/pdf", (disposition,))


def _missing() -> Answer:
    return Answer(404, b"<!doctype html><title>404</title><h1>Page introuvable</h1>")
