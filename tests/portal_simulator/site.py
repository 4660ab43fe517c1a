"""The rest of the site: home, account, contract, profile, legal files, dangerous controls."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from app.demo.pdf import text_pdf
from tests.portal_simulator.layout import LEGAL_FILES
from tests.portal_simulator.portal import SESSION_COOKIE, Call, Portal, Route
from tests.portal_simulator.wire import PDF, Response, not_found, redirect
from tests.portal_simulator.words import amount_text

ASSETS = Path(__file__).parent / "assets"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


@cache
def asset(name: str) -> bytes:
    """A file of the assets folder."""
    return (ASSETS / name).read_bytes()


class SitePages:
    """Pages around the invoices."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self.t = t = portal.t
        portal.add(
            Route("/", "home", self._home),
            Route("/assets/", "asset", self._asset),
            Route("/legal/", "legal", self._legal),
            Route(t["path_help"], "help", self._plain("help")),
            Route(t["path_forgot"], "forgot", self._plain("forgot")),
            Route(t["path_signup"], "danger", self._danger),
            Route("/newsletter", "danger", self._danger),
            Route("/oauth/", "danger", self._danger),
            Route(t["path_logout"], "logout", self._logout),
            Route(t["path_account"], "account", self._account, private=True),
            Route(t["path_documents"], "documents", self._documents, private=True),
            Route(t["path_contract"], "contract", self._contract, private=True),
            Route(t["path_profile"], "profile", self._profile, private=True),
            Route("/action/", "danger", self._danger),
        )

    def _home(self, call: Call) -> Response:
        t = self.t
        return self._portal.page(
            call,
            t["home"],
            f"<section class=hero><h1>{escape(t['hero'])}</h1><p>{escape(t['hero_text'])}</p>"
            f'<a class=btn href="{t["path_login"]}">{escape(t["sign_in"])}</a> '
            f'<a class=btn href="{t["path_signup"]}">{escape(t["sign_up"])}</a></section>'
            f"<section class=panel><h2>{escape(t['offers'])}</h2><p>12 / 24 / 48</p></section>",
        )

    def _asset(self, call: Call) -> Response:
        path = ASSETS / call.tail
        if "/" in call.tail or path.suffix not in _TYPES or not path.is_file():
            return not_found()
        keep = [("Cache-Control", "public, max-age=31536000, immutable")]
        return Response(200, asset(call.tail), _TYPES[path.suffix], keep)

    def _legal(self, call: Call) -> Response:
        key = LEGAL_FILES.get(call.tail)
        if key is None:
            return self._portal.page(
                call, self.t["legal"], f"<div class=panel><h1>{self.t['legal']}</h1></div>"
            )
        lines = [f"{n}. {self._portal.layout.supplier}" for n in range(1, 30)]
        return Response(200, text_pdf(self.t[key], lines), PDF)

    def _plain(self, key: str):  # type: ignore[no-untyped-def]
        def answer(call: Call) -> Response:
            return self._portal.page(
                call, self.t[key], f"<div class=panel><h1>{escape(self.t[key])}</h1></div>"
            )

        return answer

    def _logout(self, call: Call) -> Response:
        if call.session:
            self._portal.state.end(call.session)
            call.session = None
        return redirect("/").with_cookie(SESSION_COOKIE, "", 0)

    def _account(self, call: Call) -> Response:
        t = self.t
        balance = (
            amount_text(self._portal.config.language, self._portal.store.all[0].total, "EUR")
            if (self._portal.store.all)
            else "0,00"
        )
        place = self._portal.config.listing.place
        target = t["path_documents"] if place == "deep" else t["path_list"]
        label = t["my_documents"] if place == "deep" else t["my_invoices"]
        return self._portal.page(
            call,
            t["my_account"],
            f"<h1>{escape(t['hello'])}</h1><div class=tiles>"
            f"<section class=panel><h2>{escape(t['balance'])}</h2><p>{balance}</p>"
            f"{self._action('pay', 'pay')}</section><section class=panel>"
            f'<h2>{escape(label)}</h2><a href="{target}">{escape(t["see"])}</a></section>'
            f"<section class=panel><h2>{escape(t['my_contract'])}</h2>"
            f'<a href="{t["path_contract"]}">{escape(t["see"])}</a></section><section class=panel>'
            f"<h2>{escape(t['offers'])}</h2>{self._action('order', 'order_more')}</section></div>",
        )

    def _documents(self, call: Call) -> Response:
        t = self.t
        files = "".join(
            f'<li><a href="/legal/{name}">{escape(t[key])}</a></li>' for name, key in LEGAL_FILES.items()
        )
        return self._portal.page(
            call,
            t["my_documents"],
            f'<div class=panel><h1>{escape(t["my_documents"])}</h1><ul><li><a href="{t["path_list"]}">'
            f"{escape(t['my_invoices'])}</a></li>{files}</ul></div>",
        )

    def _contract(self, call: Call) -> Response:
        t = self.t
        return self._portal.page(
            call,
            t["my_contract"],
            f"<div class=panel><h1>{escape(t['my_contract'])}</h1><p>4 028 117 335</p>"
            f"{self._action('cancel', 'cancel_contract', 'danger')}</div>",
        )

    def _profile(self, call: Call) -> Response:
        t = self.t
        return self._portal.page(
            call,
            t["my_profile"],
            f"<div class=panel><h1>{escape(t['my_profile'])}</h1><form method=post action=/action/profile>"
            f"<label>{escape(t['email'])} "
            f'<input name=email value="{escape(self._portal.config.username)}"></label>'
            f"<label>{escape(t['new_password'])} <input type=password name=p1></label>"
            f"<button type=submit>{escape(t['save'])}</button></form>"
            f"{self._action('delete', 'delete_account', 'danger')}</div>",
        )

    def _action(self, name: str, key: str, style: str = "") -> str:
        return (
            f'<form method=post action="/action/{name}"><button class="{style}" type=submit>'
            f"{escape(self.t[key])}</button></form>"
        )

    def _danger(self, call: Call) -> Response:
        """Pays, orders, cancels, deletes or signs up: remembered for the tests."""
        if call.request.method == "POST" or call.request.path.startswith("/oauth/"):
            self._portal.state.dangerous.append(call.request.target)
        return self._portal.page(call, "OK", "<div class=panel>OK</div>")
