"""Pages that are empty until their script has filled them."""

from __future__ import annotations

import json
from html import escape

from tests.portal_simulator.layout import ICONS, LEGAL_FILES
from tests.portal_simulator.portal import Call, Portal, Route
from tests.portal_simulator.wire import Response, page

# What the script may need to know of the configuration; it learns the documents from the interface only.
_LOGIN = ("flow", "entry", "late_s", "other_forms", "providers", "error", "remember_box")
_CODE = ("digits", "boxes", "labelled", "trust_box", "auto_submit", "same_page")
_LIST = (
    "shape",
    "paging",
    "end",
    "years",
    "contract_control",
    "resume",
    "place",
    "show_number",
    "show_amount",
)
_LIST_MORE = ("related", "pay_buttons", "empty", "layout")


class AppPages:
    """The shell around assets/app.js, for a login, for a list, or for the whole portal."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._settings = json.dumps(self._make_settings(), ensure_ascii=False).replace("<", "\\u003c")
        if portal.config.spa:
            for path in ("/", "path_login", "path_account", "path_list", "path_contract", "path_profile"):
                portal.add(Route(portal.t.get(path, path), "home", self._whole))

    def _whole(self, call: Call) -> Response:
        self._portal.session(call)
        if self._portal.config.auth == "bearer":
            call.session, call.fresh = None, False
        layout = self._portal.layout
        return page(layout.app(layout.supplier, self.root("app"), consented=call.consented))

    def root(self, mode: str) -> str:
        """The element that the script fills, and the script."""
        shadow = self._portal.config.login.frame == "shadow" and mode == "login"
        return (
            f'<div id=root></div><script>window.__APP__={{mode:"{mode}",shadow:{str(shadow).lower()},'
            f'...{self._settings}}}</script><script src="/assets/app.js"></script>'
            f"<noscript>{escape(self._portal.t['error'])}</noscript>"
        )

    def _make_settings(self) -> dict[str, object]:
        config = self._portal.config
        detail, code = config.detail, config.code
        return {
            "t": {key: text for key, text in self._portal.t.items() if key != "hero_text"},
            "icons": ICONS,
            "legal": LEGAL_FILES,
            "supplier": self._portal.layout.supplier,
            "spa": config.spa,
            "auth": config.auth,
            "login": {name: getattr(config.login, name) for name in _LOGIN},
            "code": {name: getattr(code, name) for name in _CODE} if code else None,
            "list": {name: getattr(config.listing, name) for name in _LIST + _LIST_MORE},
            "detail": {
                "open": detail.open,
                "depth": detail.depth,
                "view": detail.view,
                "other": detail.other_files,
            }
            if detail
            else None,
            "fetch": {
                "kind": config.fetch.kind,
                "title": config.fetch.icon_title,
                "icon": config.fetch.icon,
                "text": config.fetch.text,
                "suffix": ".pdf" if config.fetch.extension else "",
            },
        }
