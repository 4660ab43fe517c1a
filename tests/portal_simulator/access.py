"""The control beside a document that gets its file, in HTML."""

from __future__ import annotations

from html import escape

from tests.portal_simulator.config import PortalConfig
from tests.portal_simulator.documents import SimDocument
from tests.portal_simulator.files import FileAnswers
from tests.portal_simulator.layout import icon
from tests.portal_simulator.words import TEXTS


class AccessControls:
    """Makes the control of the configured kind; the scripts are in assets/site.js."""

    def __init__(self, config: PortalConfig, files: FileAnswers) -> None:
        self._config = config
        self._files = files
        self._t = TEXTS[config.language]

    def html(self, document: SimDocument) -> str:
        """The control for one document."""
        kind = self._config.fetch.kind
        path = self._files.path(document)
        text = escape(self._config.fetch.text or self._t["print" if kind == "print" else "download"])
        api = f"/api/bills/{document.id}"
        if kind in ("link", "zip"):
            return f'<a href="{path}">{text}</a>'
        if kind == "icon":
            title = f' title="{text}"' if self._config.fetch.icon_title else ""
            picture = icon("download") if self._config.fetch.icon == "svg" else "<i class=i-dl></i>"
            return f'<a class=ico href="{path}"{title}>{picture}</a>'
        if kind == "button":
            return f'<form method=get action="{path}"><button type=submit class=ghost>{text}</button></form>'
        if kind == "post":
            return (
                f'<form method=post action="{path}"><input type=hidden name=format value=pdf>'
                f"<button type=submit class=linky>{text}</button></form>"
            )
        if kind == "print":
            return f'<a href="{self._t["path_list"]}/{document.id}/imprimer">{text}</a>'
        if kind == "menu":
            label, pay = escape(self._t["menu"]), escape(self._t["pay"])
            return (
                f'<div class=acts><button type=button class=ghost aria-haspopup=true aria-label="{label}" '
                f"onclick=\"actions(this,'{path}','{text}','{pay}')\">{icon('dots')}</button></div>"
            )
        call = {
            "blob": f"fichier('{path}','{document.number}.pdf')",
            "new_tab": f"window.open('{path}','_blank')",
            "attachment": f"unique('{api}/link')",
            "base64": f"contenu('{api}/content')",
        }[kind]
        return f'<button type=button class=linky onclick="{call}">{text}</button>'
