"""What surrounds every page: header, menu, footer, cookie banner, hidden dialogs."""

from __future__ import annotations

from html import escape

from tests.portal_simulator.config import PortalConfig
from tests.portal_simulator.plan import SUPPLIERS
from tests.portal_simulator.words import TEXTS

LEGAL_FILES = {"terms.pdf": "terms_pdf", "guide.pdf": "guide_pdf", "prices.pdf": "prices_pdf"}

ICONS = {
    "download": "M12 3v10m0 0l-4-4m4 4l4-4M5 19h14",
    "first": "M17 6l-6 6 6 6M11 6l-6 6 6 6",
    "previous": "M15 6l-6 6 6 6",
    "next": "M9 6l6 6-6 6",
    "last": "M7 6l6 6-6 6M13 6l6 6-6 6",
    "search": "M11 5a6 6 0 100 12 6 6 0 000-12zm5 11l4 4",
    "dots": "M5 12h.01M12 12h.01M19 12h.01",
}


def icon(name: str) -> str:
    """An inline picture without any text."""
    return (
        '<svg class="ic" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'stroke-width="2" aria-hidden="true"><path d="{ICONS[name]}"/></svg>'
    )


class Layout:
    """The frame of one portal's pages, made once."""

    def __init__(self, config: PortalConfig) -> None:
        self.t = TEXTS[config.language]
        self.supplier = config.supplier or SUPPLIERS[config.language]
        self._config = config
        self._head = self._make_head()
        self._menus = {True: self._menu(signed_in=True), False: self._menu(signed_in=False)}
        self._foot = self._make_foot()
        self._banner = self._make_banner()

    def page(self, title: str, content: str, *, signed_in: bool, consented: bool = False) -> str:
        """A whole page around the content."""
        head = self._head.replace("%TITLE%", escape(title))
        banner = "" if consented else self._banner
        return f"{head}{self._menus[signed_in]}<main>{content}</main>{self._foot}{banner}</body></html>"

    def app(self, title: str, root: str, *, consented: bool) -> str:
        """The frame of a portal that script makes: no menu but its own."""
        head = self._head.replace("%TITLE%", escape(title))
        top = f"<header class=top><a class=logo href='/'>{escape(self.supplier)}</a></header>"
        return f"{head}{top}<main>{root}</main>{self._foot}{'' if consented else self._banner}</body></html>"

    def bare(self, title: str, content: str) -> str:
        """A page with neither header nor footer, for frames and error pages."""
        return f"{self._head.replace('%TITLE%', escape(title))}<main>{content}</main></body></html>"

    def _make_head(self) -> str:
        return (
            f'<!doctype html><html lang="{self._config.language}"><head><meta charset="utf-8">'
            f"<title>%TITLE% - {escape(self.supplier)}</title>"
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<link rel="stylesheet" href="/assets/site.css"><script src="/assets/site.js"></script>'
            '<link rel="icon" href="data:,"></head><body>'
        )

    def _menu(self, *, signed_in: bool) -> str:
        t = self.t
        entries = [("/", t["home"]), (t["path_help"], t["help"])]
        if signed_in:
            entries = [("/", t["home"]), (t["path_account"], t["my_account"])]
            if self._config.listing.place == "nav":
                entries.append((t["path_list"], t["my_invoices"]))
            if self._config.listing.place == "deep":
                entries.append((t["path_documents"], t["my_documents"]))
            entries += [(t["path_contract"], t["my_contract"]), (t["path_profile"], t["my_profile"])]
            entries.append((t["path_help"], t["help"]))
        links = "".join(f'<li><a href="{path}">{escape(text)}</a></li>' for path, text in entries)
        return f"{self._top(signed_in)}<nav class=menu><ul>{links}</ul></nav></header>"

    def _top(self, signed_in: bool) -> str:
        t = self.t
        if signed_in:
            right = (
                f"<span class=who>{escape(t['hello'])}</span>"
                f'<a class="btn ghost" href="{t["path_logout"]}">{escape(t["logout"])}</a>'
            )
        else:
            right = f'<a class="btn ghost" href="{t["path_login"]}">{escape(t["account"])}</a>'
        return (
            f'<header class=top><a class=logo href="/">{escape(self.supplier)}</a>'
            f'<form class=search role=search action="{t["path_help"]}" method=get>'
            f'<input type=search name=q placeholder="{escape(t["search"])}" '
            f'aria-label="{escape(t["search"])}">'
            f'<button type=submit title="{escape(t["search"])}">{icon("search")}</button></form>{right}'
        )

    def _make_foot(self) -> str:
        t = self.t
        files = "".join(
            f'<li><a href="/legal/{name}">{escape(t[key])}</a></li>' for name, key in LEGAL_FILES.items()
        )
        newsletter = ""
        if self._config.login.other_forms:
            newsletter = (
                f'<form class=news action="/newsletter" method=post><label>{escape(t["newsletter"])} '
                f'<input type=email name=email placeholder="{escape(t["email"])}"></label>'
                f"<button type=submit>{escape(t['subscribe'])}</button></form>"
            )
        return (
            f'<footer>{newsletter}<ul>{files}<li><a href="/legal/{t["path_help"].strip("/")}">'
            f'{escape(t["legal"])}</a></li><li><a href="/legal/privacy">{escape(t["privacy"])}</a></li></ul>'
            f"<p>© 2009-2026 {escape(self.supplier)}</p></footer>"
            f'<div class="modal" hidden role=dialog><h2>{escape(t["cancel_contract"])} ?</h2>'
            f"<button type=button>{escape(t['close'])}</button></div>"
            f"<button class=chat type=button>{escape(t['chat'])}</button>"
        )

    def _make_banner(self) -> str:
        kind = self._config.cookie_banner
        if kind == "none":
            return ""
        t = self.t
        return (
            f'<div class="consent {kind}">'
            f'<div class=box role=dialog aria-label="{escape(t["cookie_title"])}">'
            f"<h2>{escape(t['cookie_title'])}</h2>"
            f'<button type=button class=linky onclick="consent(0)">{escape(t["cookie_refuse"])}</button>'
            f"<p>{escape(t['cookie_text'])}</p>"
            f"<button type=button class=ghost>{escape(t['cookie_settings'])}</button> "
            f'<button type=button onclick="consent(1)">{escape(t["cookie_accept"])}</button></div></div>'
        )
