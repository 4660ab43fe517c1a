"""Answers that hold a document's bytes."""

from __future__ import annotations

import secrets
from urllib.parse import quote

from tests.portal_simulator.documents import SimDocument, zipped
from tests.portal_simulator.portal import Call, Portal, Route
from tests.portal_simulator.wire import PDF, Response, not_found, redirect


class FileAnswers:
    """The file of each document, under the address that the configuration gives it."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._config = portal.config.fetch
        portal.add(
            Route(f"{portal.t['path_file']}/", "file", self._file, private=True),
            Route("/cdn/", "file", self._signed),
            Route("/t/", "file", self._once),
        )

    def path(self, document: SimDocument) -> str:
        """The address of the file on the portal's own host."""
        return f"{self._portal.t['path_file']}/{document.id}{'.pdf' if self._config.extension else ''}"

    def one_time_path(self, document: SimDocument) -> str:
        """An address that works once, without a cookie."""
        token = secrets.token_urlsafe(12)
        self._portal.state.file_tokens[token] = document.id
        return f"/t/{token}"

    def answer(self, document: SimDocument, disposition: str | None = None) -> Response:
        """The document as it is sent."""
        zip_wanted = self._config.kind == "zip"
        name = document.name.removesuffix(".pdf") + ".zip" if zip_wanted else document.name
        headers = [("Cache-Control", "private, no-store")]
        disposition = disposition or (
            "inline" if self._config.kind == "new_tab" else self._config.disposition
        )
        if disposition != "none":
            headers.append(("Content-Disposition", f"{disposition}; {_file_name(name)}"))
        if zip_wanted:
            return Response(200, zipped(document), "application/zip", headers)
        return Response(200, document.bytes, self._config.content_type or PDF, headers)

    def _file(self, call: Call) -> Response:
        document = self._portal.store.get(call.tail.split("/")[0].removesuffix(".pdf"))
        kind = self._config.kind
        if document is None or kind == "print" or (kind == "post" and call.request.method != "POST"):
            return not_found()
        if self._config.host:
            token = self.one_time_path(document).removeprefix("/t/")
            return redirect(f"{self._portal.origin(self._config.host)}/cdn/{document.id}?signature={token}")
        return self.answer(document)

    def _signed(self, call: Call) -> Response:
        """Needs the signature and no cookie; the signature may be used again, as those of clouds may."""
        known = self._portal.state.file_tokens.get(call.request.query.get("signature", ""))
        document = self._portal.store.get(call.tail)
        if document is None or known != document.id:
            return not_found()
        return self.answer(document)

    def _once(self, call: Call) -> Response:
        document = self._portal.store.get(self._portal.state.file_tokens.pop(call.tail, ""))
        return self.answer(document, "attachment") if document else not_found()


def _file_name(name: str) -> str:
    """The file name in both forms of RFC 6266; hostile characters stay, but for those that end the header."""
    plain = name.replace("\r", " ").replace("\n", " ").replace("\x00", "")
    quoted = plain.replace("\\", "\\\\").replace('"', '\\"').encode("ascii", "replace").decode()
    return f"filename=\"{quoted}\"; filename*=UTF-8''{quote(name, safe='')}"
