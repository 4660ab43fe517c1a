"""Where a portal is odd, its entry says so: selectors replace what the reader would have found."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from app.adapters.encrypted_secrets import create_vault
from app.cli.application import Choices
from app.cli.progress_display import SilentProgress
from app.demo.invoice_facts import InvoiceFacts
from app.demo.pdf import invoice_pdf
from app.domain.accounts import Secrets
from app.domain.challenges import Answer, AnswerKind, Challenge
from app.domain.documents import DocumentFilter
from app.domain.errors import Outcome
from app.domain.runs import VisitOptions
from app.main import Installation
from app.services.cancellation import Cancellation
from app.services.collect_accounts import CollectAccounts
from app.services.manage_accounts import AccountRequest, ManageAccounts

pytestmark = pytest.mark.browser

ENTRY = """\
id: odd
name: Odd
homepage: http://127.0.0.1:{port}/
steps:
  login:
    username: "#alpha"
    password: "#beta"
    submit: "#gamma"
  code:
    input: "#delta"
    submit: "#epsilon"
  signed_in: "#inside"
  documents:
    open: ["#vault"]
    row: "p.x"
    number: "b"
    file: "span.get a"
    next: "#further"
"""
FACTS = [InvoiceFacts(f"Z{n}", date(2026, n, 3), Decimal(f"1{n}.50")) for n in (3, 2, 1)]
HEAD = "<!doctype html><meta charset=utf-8><title>Odd</title>"
LOGIN = HEAD + (
    "<form method=post action=/in><input id=alpha name=a><input id=beta name=b type=password>"
    "<input name=c type=password><input name=d type=password><a id=gamma onclick='document.forms[0].submit()'>→</a></form>"
)
CODE = HEAD + (
    "<form method=post action=/code><input id=delta name=d placeholder='Mot du jour'>"
    "<a id=epsilon onclick='document.forms[0].submit()'>→</a></form>"
)
HOME = HEAD + "<div id=inside>Bienvenue</div><i id=vault onclick=\"location='/vault?page=1'\">▣</i>"


def _vault(page: int) -> str:
    rows = FACTS[:2] if page == 1 else FACTS[2:]
    listed = "".join(
        f"<p class=x><b>{f.number}</b> … <span class=get><a href=/{f.number}>↓</a></span></p>" for f in rows
    )
    further = "<a id=further href=/vault?page=2>⟶</a>" if page == 1 else ""
    return f"{HEAD}<div id=inside>Bienvenue</div>{listed}{further}"


class _Portal(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        signed_in = "s=2" in self.headers.get("Cookie", "")
        files = {f"/{f.number}": f for f in FACTS}
        if not signed_in:
            self._say(LOGIN)
        elif self.path in files:
            self._say(invoice_pdf(files[self.path]), "application/pdf")
        else:
            self._say(_vault(int(self.path[-1])) if self.path.startswith("/vault") else HOME)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/in":
            self._say(CODE if "a=me" in sent and "b=secret" in sent else LOGIN)
        else:
            self._say(HOME, cookie="s=2; Path=/") if "d=4711" in sent else self._say(CODE)

    def _say(self, body: str | bytes, kind: str = "text/html", cookie: str = "") -> None:
        content = body.encode() if isinstance(body, str) else body
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if cookie:
            self.send_header("Set-Cookie", cookie)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def odd_portal() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Portal)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


class _Person:
    attended = True

    def ask(self, challenge: Challenge) -> Answer:
        return Answer(AnswerKind.CODE, text="4711")

    def hand_over(self, challenge: Challenge) -> bool:
        return False


def test_the_entry_leads_where_reading_does_not(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "portals").mkdir(parents=True)
    with odd_portal() as port:
        (data / "portals" / "odd.yaml").write_text(ENTRY.format(port=port))
        installation = Installation(Choices(data, 0, lambda: "pass"))
        parts = installation.write()
        create_vault(data / "secrets.vault", parts.store().installation, "pass")
        stop = Cancellation()
        request = AccountRequest(portal_id="odd", username="me", secrets=Secrets("secret"))
        added = ManageAccounts(parts, SilentProgress(), stop).add(request, None)
        assert added.account is not None
        collect = CollectAccounts(parts, SilentProgress(), stop)
        run = collect([added.account.id], VisitOptions(), _Person())[0].run
        assert (run.outcome, run.counts.new) == (Outcome.OK, 3)
        stored = {d.facts.number: d.facts.total for d in parts.store().documents.list(DocumentFilter())}
        assert stored == {f.number: f.total for f in FACTS}
        again = collect([added.account.id], VisitOptions(), _Person())[0].run
        assert (again.outcome, again.counts.new) == (Outcome.OK, 0)
        installation.close()
