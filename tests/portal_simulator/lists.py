"""The page "my invoices", made by the server."""

from __future__ import annotations

from html import escape

from tests.portal_simulator.access import AccessControls
from tests.portal_simulator.app_pages import AppPages
from tests.portal_simulator.layout import LEGAL_FILES, icon
from tests.portal_simulator.listing import Listing, Window
from tests.portal_simulator.portal import Call, Portal, Route
from tests.portal_simulator.rows import RowMarkup
from tests.portal_simulator.wire import Response


class ListPages:
    """The list with its controls."""

    def __init__(self, portal: Portal, access: AccessControls, listing: Listing, app: AppPages) -> None:
        self._portal = portal
        self._config = portal.config.listing
        self._listing = listing
        self._app = app
        self._markup = RowMarkup(portal.config, access)
        self._cache: dict[tuple[int, str, bool], bytes] = {}
        self.t = portal.t
        if not portal.config.spa:
            portal.add(Route(self.t["path_list"], "list", self._list, private=True))

    def _list(self, call: Call) -> Response:
        if self._config.filled == "script":
            return self._portal.page(call, self.t["invoices_title"], self._app.root("list"))
        if trouble := self._portal.faults.listing(call):
            return self._portal.page(call, self.t["invoices_title"], self._troubled(trouble))
        query = self._resumed(call)
        key = (len(self._portal.store.all), str(sorted(query.items())), call.consented)
        body = self._cache.get(key)
        if body is None:
            window = self._listing.window(query)
            body = self._portal.page(call, self.t["invoices_title"], self.content(window)).body
            self._cache[key] = body
        return Response(200, body, headers=[("Cache-Control", "no-store")])

    def _resumed(self, call: Call) -> dict[str, str]:
        """The query; without one, the last one that this user had, when the portal remembers it."""
        if not self._config.resume:
            return call.request.query
        state = self._portal.state
        if "?" in call.request.target:
            state.last_view = call.request.target.partition("?")[2]
            return call.request.query
        return dict(pair.split("=", 1) for pair in state.last_view.split("&") if "=" in pair)

    def content(self, window: Window) -> str:
        """The list with its controls."""
        t = self.t
        if self._config.layout == "changed":
            return f"<div class=panel><h1>{escape(t['changed'])}</h1><p>{escape(t['hero_text'])}</p></div>"
        if window.rows:
            rows = self._markup.html(window.rows)
        else:
            rows = f"<p>{escape(t['no_invoices'])}</p>" if self._config.empty == "words" else ""
        return (
            f"<h1>{escape(t['invoices_title'])}</h1>{self._contracts(window)}{self._years(window)}"
            f"<section>{rows}{self._pager(window)}</section>{self._related()}"
        )

    def _troubled(self, trouble: str) -> str:
        """A list without rows, or another page altogether."""
        if trouble == "changed_layout":
            return f"<div class=panel><h1>{escape(self.t['changed'])}</h1></div>"
        words = f"<p>{escape(self.t['no_invoices'])}</p>" if trouble == "empty_list" else ""
        return f"<h1>{escape(self.t['invoices_title'])}</h1><section>{words}</section>{self._related()}"

    def _related(self) -> str:
        if not self._config.related:
            return ""
        files = "".join(
            f'<li><a href="/legal/{name}">{escape(self.t[key])}</a></li>' for name, key in LEGAL_FILES.items()
        )
        return f"<aside class=panel><h2>{escape(self.t['useful'])}</h2><ul>{files}</ul></aside>"

    def _contracts(self, window: Window) -> str:
        names = self._config.contracts
        if not names:
            return ""
        if self._config.contract_control == "links":
            links = "".join(
                f'<a class="{"on" if index == window.contract else ""}" '
                f'href="{self.t["path_list"]}?contrat={index}">{escape(name)}</a>'
                for index, name in enumerate(names)
            )
            return f"<div class=tabs>{links}</div>"
        options = "".join(
            f"<option value={index}{' selected' if index == window.contract else ''}>{escape(name)}</option>"
            for index, name in enumerate(names)
        )
        return self._select("contrat", "contract", options, button=False)

    def _years(self, window: Window) -> str:
        if not window.years:
            return ""
        if self._config.years == "tabs":
            links = "".join(
                f'<a class="{"on" if year == window.year else ""}" href="{self.t["path_list"]}'
                f'{window.query(annee=year, page=1)}">{year}</a>'
                for year in window.years
            )
            return f"<div class=tabs>{links}</div>"
        options = "".join(
            f"<option value={year}{' selected' if year == window.year else ''}>{year}</option>"
            for year in window.years
        )
        keep = "" if window.contract is None else f"<input type=hidden name=contrat value={window.contract}>"
        return self._select("annee", "year", options + "", self._config.years == "select_button", keep)

    def _select(self, name: str, key: str, options: str, button: bool, keep: str = "") -> str:
        submit = f"<button type=submit>{escape(self.t['show'])}</button>" if button else ""
        change = "" if button else ' onchange="this.form.submit()"'
        return (
            f'<form class=filters method=get action="{self.t["path_list"]}">{keep}'
            f"<label>{escape(self.t[key])} <select name={name}{change}>{options}</select></label>"
            f"{submit}</form>"
        )

    def _pager(self, window: Window) -> str:
        kind, t = self._config.paging, self.t
        if kind == "none" or (window.pages == 1 and not window.has_next):
            return ""
        pages = 0 if self._config.end in ("repeat", "endless") else window.pages
        following = f"'{t['path_list']}{window.base()}',{window.page + 1},{pages}"
        if kind in ("load_more", "infinite"):
            if not window.has_next:
                return ""
            if kind == "infinite":
                return f"<div class=pager><script>defile({following})</script>{escape(t['loading'])}</div>"
            return (
                f'<div class=pager><button type=button onclick="suite(this,{following})">'
                f"{escape(t['load_more'])}</button></div>"
            )
        before = self._step(window, "previous", window.page - 1 if window.page > 1 else None)
        after = self._step(window, "next", window.page + 1 if window.has_next else None)
        if kind == "numbers":
            return f"<nav class=pager>{before}{self._numbers(window)}{after}</nav>"
        place = t["page_of"].format(page=window.page, pages=window.pages)
        if kind != "icons":
            return f"<nav class=pager>{before}<span>{place}</span>{after}</nav>"
        first = self._step(window, "first", 1 if window.page > 1 else None)
        last = self._step(window, "last", window.pages if window.has_next else None)
        return f"<nav class=pager>{first}{before}<span>{place}</span>{after}{last}</nav>"

    def _step(self, window: Window, name: str, target: int | None) -> str:
        label = icon(name) if self._config.paging == "icons" else escape(self.t[name])
        if target is None:
            dead = self._config.end == "disabled" or self._config.paging == "icons"
            return f"<a class=off aria-disabled=true>{label}</a>" if dead else ""
        rel = " rel=next" if name == "next" and self._config.paging == "rel_next" else ""
        return f'<a{rel} href="{self.t["path_list"]}{window.query(page=target)}">{label}</a>'

    def _numbers(self, window: Window) -> str:
        shown = sorted(
            {1, window.pages, *range(max(window.page - 2, 1), min(window.page + 2, window.pages) + 1)}
        )
        parts, before = [], 0
        for number in shown:
            if number > before + 1:
                parts.append("<span>…</span>")
            before = number
            if number == window.page:
                parts.append(f"<b aria-current=page>{number}</b>")
            else:
                parts.append(f'<a href="{self.t["path_list"]}{window.query(page=number)}">{number}</a>')
        return "".join(parts)
