"""A supplier's portal on loopback, started and stopped by a test."""

from __future__ import annotations

import time
import traceback
from pathlib import Path
from types import TracebackType

import pyotp

from tests.portal_simulator.access import AccessControls
from tests.portal_simulator.api import BillsApi, SessionApi
from tests.portal_simulator.app_pages import AppPages
from tests.portal_simulator.codes import CodePages
from tests.portal_simulator.config import Fault, PortalConfig
from tests.portal_simulator.details import DetailPages
from tests.portal_simulator.documents import SimDocument
from tests.portal_simulator.files import FileAnswers
from tests.portal_simulator.formalities import FormalityPages
from tests.portal_simulator.listing import Listing
from tests.portal_simulator.lists import ListPages
from tests.portal_simulator.login import LoginPages
from tests.portal_simulator.portal import Portal
from tests.portal_simulator.record import Record, RequestRecord
from tests.portal_simulator.server import LoopbackServer
from tests.portal_simulator.site import SitePages
from tests.portal_simulator.state import SentCode
from tests.portal_simulator.wire import Request, Response


class PortalSimulator:
    """`with PortalSimulator(config) as sim:`; everything that happened is in `sim.requests`."""

    def __init__(self, config: PortalConfig | None = None, port: int = 0, record: Path | None = None) -> None:
        self.config = config or PortalConfig()
        self.requests = Record(record)
        self.errors: list[str] = []
        self.portal = Portal(self.config)
        files = FileAnswers(self.portal)
        listing = Listing(self.config, self.portal.store)
        SitePages(self.portal)
        app = AppPages(self.portal)
        login = LoginPages(self.portal, app)
        CodePages(self.portal, login)
        FormalityPages(self.portal, login)
        SessionApi(self.portal, login)
        access = AccessControls(self.config, files)
        ListPages(self.portal, access, listing, app)
        DetailPages(self.portal, access, listing)
        BillsApi(self.portal, files, listing)
        addresses = ("127.0.0.1", *self.config.other_addresses)
        self.server = LoopbackServer(addresses, port, self._handle, self._remember)
        self.portal.port = self.server.port

    def __enter__(self) -> PortalSimulator:
        self.server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.stop()
        self.requests.close()
        if self.errors and kind is None:
            raise RuntimeError("\n".join(self.errors))

    @property
    def host(self) -> str:
        """The portal's own host, without port."""
        return self.config.host

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return self.portal.origin()

    @property
    def url(self) -> str:
        """Where a person begins: the login page, or the home page."""
        home = self.config.login.entry == "homepage" or self.config.spa
        return f"{self.origin}{'/' if home else self.portal.t['path_login']}"

    @property
    def list_url(self) -> str:
        """The address of the page "my invoices"."""
        return self.origin + self.portal.t["path_list"]

    @property
    def username(self) -> str:
        """The one user's name."""
        return self.config.username

    @property
    def password(self) -> str:
        """The one user's password."""
        return self.config.password

    @property
    def totp_secret(self) -> str | None:
        """Base32, when an authenticator application can give the codes."""
        code = self.config.code
        return code.totp_secret if code and "app" in (code.channel, *code.channels) else None

    @property
    def documents(self) -> list[SimDocument]:
        """The ground truth, newest first."""
        return list(self.portal.store.all)

    @property
    def codes_sent(self) -> list[SentCode]:
        """Codes by SMS and e-mail so far."""
        return list(self.portal.state.codes_sent)

    @property
    def dangerous(self) -> list[str]:
        """Requests of controls that pay, order, cancel, delete or sign up. Must stay empty."""
        return list(self.portal.state.dangerous)

    def wait_code(self, after: int = 0, timeout_s: float = 30.0) -> str:
        """The code number `after` (0 = the first), as soon as it is sent. Raises TimeoutError."""
        until = time.monotonic() + timeout_s
        state = self.portal.state
        with state.code_sent:
            while len(state.codes_sent) <= after:
                if not state.code_sent.wait(until - time.monotonic()):
                    raise TimeoutError("no code was sent")
            return state.codes_sent[after].code

    def totp_now(self) -> str:
        """What the authenticator application shows now."""
        code = self.config.code
        assert code is not None
        return pyotp.TOTP(code.totp_secret, digits=code.digits).now()

    def approve_push(self) -> None:
        """The user presses "yes" on the phone."""
        self.portal.state.push_answer = True

    def refuse_push(self) -> None:
        """The user presses "no" on the phone."""
        self.portal.state.push_answer = False

    def expire_sessions(self) -> None:
        """Everybody is signed out."""
        self.portal.state.end_all()

    def forget_devices(self) -> None:
        """No device is trusted any more."""
        self.portal.state.devices.clear()

    def add_documents(self, *documents: SimDocument) -> None:
        """New documents appear at the top of the list."""
        self.portal.store.add(*documents)

    def add_fault(self, fault: Fault) -> None:
        """One more fault from now on."""
        self.portal.faults.add(fault)

    def clear_faults(self) -> None:
        """Everything works again."""
        self.portal.faults.clear()

    def sent(self, route: str, **wanted: object) -> list[RequestRecord]:
        """The requests of one route ("file", "list", "login", ...) whose attributes are as wanted."""
        return [
            item
            for item in self.requests
            if item.route == route and all(getattr(item, name) == value for name, value in wanted.items())
        ]

    def requests_with(self, secret: str) -> list[RequestRecord]:
        """Every request that held the secret, in any field."""
        return [item for item in self.requests if item.holds(secret)]

    def hosts_that_got(self, secret: str) -> set[str]:
        """Every host that a secret was sent to, in any field of a request."""
        return {item.host for item in self.requests_with(secret)}

    def warm(self) -> None:
        """Make every PDF and its hash now, so that a measurement does not pay for it."""
        for document in self.documents:
            assert document.sha256

    def _handle(self, request: Request) -> Response:
        try:
            return self.portal.handle(request)
        except Exception:
            # A fault of the simulator itself must not look like one of the portal.
            self.errors.append(f"{request.method} {request.target}\n{traceback.format_exc()}")
            return Response(500)

    def _remember(self, request: Request, response: Response, sent: int) -> None:
        self.requests.add(
            RequestRecord(
                request.at,
                request.host,
                request.listener,
                request.method,
                request.target,
                request.route,
                request.headers,
                request.body,
                0 if response.cut_after == 0 else response.status,
                sent,
                request.fault,
            )
        )
