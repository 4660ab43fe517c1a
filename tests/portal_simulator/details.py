"""The pages behind the rows, made by the server."""

from __future__ import annotations

from html import escape

from tests.portal_simulator.access import AccessControls
from tests.portal_simulator.listing import Listing, Row
from tests.portal_simulator.portal import Call, Portal, Route
from tests.portal_simulator.wire import Response, not_found, page
from tests.portal_simulator.words import amount_text, date_text


class DetailPages:
    """Detail, document and print pages."""

    def __init__(self, portal: Portal, access: AccessControls, listing: Listing) -> None:
        self._portal = portal
        self._access = access
        self._listing = listing
        self.t = portal.t
        portal.add(Route(f"{self.t['path_list']}/", "detail", self._detail, private=True))

    def _detail(self, call: Call) -> Response:
        key, _, rest = call.tail.partition("/")
        row = self._listing.find(key)
        if row is None:
            return not_found()
        if rest == "imprimer":
            return self._print_page(row)
        if self._portal.config.detail is None:
            return not_found()
        documents = self._detail_documents(row, rest)
        others = ""
        if self._portal.config.detail.other_files:
            others = (
                f'<h3>{escape(self.t["useful"])}</h3><ul><li><a href="/legal/terms.pdf">'
                f'{escape(self.t["terms_pdf"])}</a></li><li><a href="/legal/guide.pdf">'
                f"{escape(self.t['guide_pdf'])}</a></li></ul>"
            )
        content = (
            f'<p><a href="{self.t["path_list"]}">{escape(self.t["back"])}</a></p><div class=panel>'
            f"<h1>{escape(row.label)} {escape(row.number)}</h1><dl><dt>{escape(self.t['date'])}</dt>"
            f"<dd>{escape(row.date)}</dd><dt>{escape(self.t['amount'])}</dt><dd>{escape(row.amount)}</dd></dl>"
            f"{documents}{others}</div>"
        )
        return self._portal.page(call, row.label, content)

    def _detail_documents(self, row: Row, rest: str) -> str:
        detail, language = self._portal.config.detail, self._portal.config.language
        assert detail is not None
        lines = []
        for document in row.documents:
            if rest and rest != document.id:
                continue
            control = self._access.html(document)
            if detail.depth == 2 and not rest:
                path = f"{self.t['path_list']}/{row.key}/{document.id}"
                control = f'<a href="{path}">{escape(self.t["detail"])}</a>'
            lines.append(
                f"<li>{escape(self.t[document.type])} {escape(document.number)} - "
                f"{date_text(language, document.issued, 'numeric')} - "
                f"{amount_text(language, document.total, document.currency)} {control}</li>"
            )
        return f"<h2>{escape(self.t['attachments'])}</h2><ul>{''.join(lines)}</ul>"

    def _print_page(self, row: Row) -> Response:
        t, document = self.t, row.documents[0]
        content = (
            f"<div class=panel><button type=button onclick=window.print()>{escape(t['print'])}</button>"
            f"<h1>{escape(t[document.type])} {escape(document.number)}</h1><p>{escape(document.supplier)}</p>"
            f"<dl><dt>{escape(t['number'])}</dt><dd>{escape(document.number)}</dd><dt>{escape(t['date'])}</dt>"
            f"<dd>{date_text(self._portal.config.language, document.issued, 'numeric')}</dd>"
            f"<dt>{escape(t['amount'])}</dt><dd>"
            f"{amount_text(self._portal.config.language, document.total, document.currency)}</dd></dl></div>"
        )
        return page(self._portal.layout.bare(document.number, content))
