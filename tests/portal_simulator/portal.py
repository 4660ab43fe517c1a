"""One portal: which function answers which address, and who may see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from tests.portal_simulator.config import PortalConfig
from tests.portal_simulator.faults import FaultPlan
from tests.portal_simulator.layout import Layout
from tests.portal_simulator.plan import DocumentStore
from tests.portal_simulator.signin import SignIn
from tests.portal_simulator.state import PortalState, Session
from tests.portal_simulator.wire import Request, Response, as_json, not_found, page, redirect

SESSION_COOKIE = "sid"
DEVICE_COOKIE = "device"
DEVICE_DAYS = 180
REMEMBERED_DAYS = 30


@dataclass(slots=True)
class Call:
    """A request on its way to its handler; `tail` is what follows a route's prefix."""

    request: Request
    route: str
    tail: str
    session: Session | None = None
    fresh: bool = False

    @property
    def consented(self) -> bool:
        """Whether the visitor has answered the cookie banner."""
        return "consent" in self.request.cookies


Handler = Callable[[Call], Response]


@dataclass(frozen=True, slots=True)
class Route:
    """One address, or all that begin with it when it ends with a slash."""

    path: str
    name: str
    handler: Handler
    private: bool = False


class Portal:
    """Answers requests by the configuration; safe to call from many threads."""

    def __init__(self, config: PortalConfig) -> None:
        self.config = config
        self.layout = Layout(config)
        self.t = self.layout.t
        self.store = DocumentStore(config)
        self.state = PortalState(config.session_s)
        self.signin = SignIn(config, self.state)
        self.faults = FaultPlan(self)
        self.port = 0
        self._exact: dict[str, Route] = {}
        self._prefixes: list[Route] = []

    def add(self, *routes: Route) -> None:
        """Learn more addresses."""
        for route in routes:
            if route.path.endswith("/") and route.path != "/":
                self._prefixes.append(route)
            else:
                self._exact[route.path] = route

    def handle(self, request: Request) -> Response:
        """The answer, faults and latency included."""
        route, tail = self._match(request.path)
        request.route = route.name if route else "unknown"
        call = Call(request, request.route, tail, self._session_of(request))
        response = self.faults.instead(call)
        if response is None:
            response = self._dispatch(route, call)
            response = self.faults.spoil(call, response)
        if call.fresh and call.session:
            age = REMEMBERED_DAYS * 86400 if call.session.remembered else None
            response.with_cookie(SESSION_COOKIE, call.session.id, age)
        response.delay_s += self.config.latency_s
        return response

    def session(self, call: Call) -> Session:
        """The visitor's session, made now if there is none."""
        if call.session is None:
            call.session, call.fresh = self.state.new_session(), True
        return call.session

    def renew_session(self, call: Call, old: Session) -> Session:
        """A new id for the same visitor, as sites do at a change of rights."""
        new = self.state.new_session()
        for name in (
            "stage",
            "username",
            "channel",
            "code",
            "code_at",
            "wrong_codes",
            "back_to",
            "remembered",
        ):
            setattr(new, name, getattr(old, name))
        self.state.end(old)
        call.session, call.fresh = new, True
        return new

    def page(self, call: Call, title: str, content: str, status: int = 200) -> Response:
        """A page in the portal's frame."""
        signed_in = bool(call.session and call.session.signed_in)
        return page(self.layout.page(title, content, signed_in=signed_in, consented=call.consented), status)

    def origin(self, host: str | None = None) -> str:
        """The root address of one of the portal's hosts."""
        return f"http://{host or self.config.host}:{self.port}"

    def to_login(self, call: Call) -> Response:
        """Send the visitor to sign in and back here."""
        if call.request.path.startswith("/api/"):
            return as_json({"error": "unauthenticated"}, 401)
        target = self.t["path_login"]
        if call.request.method == "GET":
            target += f"?retour={quote(call.request.target, safe='')}"
        return redirect(target)

    def _match(self, path: str) -> tuple[Route | None, str]:
        if path in self._exact:
            return self._exact[path], ""
        for route in self._prefixes:
            if path.startswith(route.path):
                return route, path[len(route.path) :]
        return None, ""

    def _dispatch(self, route: Route | None, call: Call) -> Response:
        if route is None:
            return not_found()
        if route.private and not (call.session and call.session.signed_in):
            return self.to_login(call)
        return route.handler(call)

    def _session_of(self, request: Request) -> Session | None:
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if bearer:
            return self.state.find(bearer)
        if self.config.auth == "bearer" and request.path.startswith("/api/bills"):
            return None
        session_id = request.cookies.get(SESSION_COOKIE, "")
        return self.state.find(session_id) if session_id else None
