"""An HTTP client that is the browser's twin: its cookies, its name, its allowed hosts, a few at a time."""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from app.domain.errors import DocumentFailure
from app.domain.hosts import allowed, host_of, is_loopback

if TYPE_CHECKING:
    from http.cookiejar import CookiePolicy

    import requests

_log = logging.getLogger(__name__)
CONNECTIONS = 4
MAX_FILE = 100 * 1024 * 1024
_MAX_PAGE = 20 * 1024 * 1024
_TRIES = 3
_REDIRECTS = 10
_TIMEOUT_S = (10, 60)
_CHUNK = 1 << 16
_BUSY = frozenset((408, 425, 429, 500, 502, 503, 504))


class SessionExpiredError(Exception):
    """The portal wants a sign-in again."""


class FetchError(Exception):
    """The address gave nothing usable. `host` is set when it is not allowed."""

    def __init__(self, reason: DocumentFailure, host: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.host = host


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer: a file on disk, named as the portal names it (untrusted)."""

    url: str
    content_type: str
    name: str
    path: Path


class HttpClient:
    """Thread-safe, never more than CONNECTIONS requests at once.

    Every redirect is checked against the allowed hosts before it is followed.
    """

    def __init__(self, hosts: Collection[str], work_dir: Path, user_agent: str, language: str) -> None:
        from http.cookiejar import DefaultCookiePolicy

        import requests
        from requests.adapters import HTTPAdapter
        from requests.cookies import RequestsCookieJar

        self._hosts = frozenset(hosts)
        self._work_dir = work_dir
        self._stopped = threading.Event()
        self._connections = threading.BoundedSemaphore(CONNECTIONS)
        self._proxies: dict[str, dict[str, str]] = {}
        self._session: requests.Session = requests.Session()
        # The environment is read once, not for every request; passwords in ~/.netrc are nobody's business.
        self._session.trust_env = False
        self._session.verify = _authorities()
        adapter = HTTPAdapter(pool_connections=CONNECTIONS, pool_maxsize=CONNECTIONS)
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)
        # The session's own jar forgets its policy with every request: it stays empty, ours is used.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._jar = RequestsCookieJar(_browser_policy())
        self._session.headers.update({"User-Agent": user_agent, "Accept-Language": language, "Accept": "*/*"})

    def take_cookies(self, cookies: Sequence[dict[str, Any]]) -> None:
        """Replaces the cookies by the browser's, each with its own domain and path."""
        self._jar.clear()
        for cookie in cookies:
            self._jar.set(
                cookie["name"],
                cookie["value"],
                domain=cookie["domain"],
                path=cookie.get("path", "/"),
                # Browsers send Secure cookies over http to this machine itself.
                secure=cookie.get("secure", False) and not is_loopback(cookie["domain"].lstrip(".")),
            )

    def close(self) -> None:
        self._stopped.set()
        self._session.close()

    def get(self, url: str, referer: str) -> Answer:
        """Raises FetchError after three tries with growing pauses, SessionExpiredError on 401."""
        for attempt in range(_TRIES):
            try:
                return self._get(url, referer)
            except (OSError, _RetryableError) as error:
                _log.info("try %d failed: %s", attempt + 1, type(error).__name__)
                if attempt == _TRIES - 1 or self._stopped.wait(0.4 * 3**attempt):
                    reason = (
                        error.reason if isinstance(error, _RetryableError) else DocumentFailure.UNREACHABLE
                    )
                    raise FetchError(reason) from error
        raise AssertionError("unreachable")

    def _get(self, url: str, referer: str) -> Answer:
        for _ in range(_REDIRECTS):
            if not allowed(url, self._hosts):
                raise FetchError(DocumentFailure.HOST_NOT_ALLOWED, host_of(url) or "")
            headers = {"Referer": referer} if host_of(referer) == host_of(url) else {}
            if cookies := self._cookies_for(url):
                headers["Cookie"] = cookies
            with (
                self._connections,
                self._session.get(
                    url,
                    headers=headers,
                    stream=True,
                    allow_redirects=False,
                    timeout=_TIMEOUT_S,
                    proxies=self._proxies_for(url),
                ) as answer,
            ):
                self._remember_cookies(answer)
                if answer.is_redirect:
                    url = urljoin(url, answer.headers["Location"])
                    continue
                return self._take(url, answer)
        raise FetchError(DocumentFailure.UNREACHABLE)

    def _cookies_for(self, url: str) -> str | None:
        from urllib.request import Request

        request = Request(url)  # noqa: S310  # never opened, and its host was checked
        self._jar.add_cookie_header(request)
        return request.get_header("Cookie")

    def _proxies_for(self, url: str) -> dict[str, str]:
        from requests.utils import get_environ_proxies

        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._proxies:
            self._proxies[place] = get_environ_proxies(place)
        return self._proxies[place]

    def _remember_cookies(self, answer: requests.Response) -> None:
        if "Set-Cookie" not in answer.headers:
            return
        from requests.cookies import extract_cookies_to_jar

        extract_cookies_to_jar(self._jar, answer.request, answer.raw)  # type: ignore[no-untyped-call]

    def _take(self, url: str, answer: requests.Response) -> Answer:
        if answer.status_code == 401:
            raise SessionExpiredError
        if answer.status_code in _BUSY:
            self._pause(answer.headers.get("Retry-After", ""))
            raise _RetryableError(DocumentFailure.UNREACHABLE)
        if answer.status_code >= 400:
            raise FetchError(DocumentFailure.REFUSED)
        content_type = answer.headers.get("Content-Type", "")
        limit = _MAX_PAGE if content_type.startswith("text/html") else MAX_FILE
        path, size = self._write(answer, limit)
        declared = answer.headers.get("Content-Length", "")
        if declared.isdigit() and int(declared) != size and not answer.headers.get("Content-Encoding"):
            path.unlink()
            raise _RetryableError(DocumentFailure.TRUNCATED)
        name = file_name(answer.headers.get("Content-Disposition", ""), url)
        return Answer(url, content_type, name, path)

    def _write(self, answer: requests.Response, limit: int) -> tuple[Path, int]:
        size = 0
        with NamedTemporaryFile(dir=self._work_dir, prefix="fetched-", delete=False) as file:
            path = Path(file.name)
            try:
                for chunk in answer.iter_content(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise FetchError(DocumentFailure.TOO_LARGE)
                    file.write(chunk)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        return path, size

    def _pause(self, retry_after: str) -> None:
        """Polite limits: a portal that says how long to wait is believed, up to half a minute."""
        if retry_after.isdigit():
            self._stopped.wait(min(int(retry_after), 30))


def _authorities() -> str | bool:
    """Those that the environment names for other programs as well, as companies with a proxy do."""
    return os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True


def _browser_policy() -> CookiePolicy:
    """Browsers send a cookie without a Domain attribute to exactly the host that set it (RFC 6265, 5.3)."""
    from http.cookiejar import Cookie, DefaultCookiePolicy
    from urllib.request import Request

    class BrowserPolicy(DefaultCookiePolicy):
        def return_ok_domain(self, cookie: Cookie, request: Request) -> bool:
            if cookie.domain.startswith("."):
                return bool(super().return_ok_domain(cookie, request))
            return host_of(request.get_full_url()) == cookie.domain

    return BrowserPolicy()


class _RetryableError(Exception):
    def __init__(self, reason: DocumentFailure) -> None:
        super().__init__(reason.value)
        self.reason = reason


def file_name(disposition: str, url: str) -> str:
    """The name a portal gives a file (RFC 6266), else the last part of its address. Untrusted."""
    if disposition:
        message = Message()
        message["Content-Disposition"] = disposition
        extended = re.search(r"filename\*\s*=\s*([\w-]*)''([^;]+)", disposition)
        if extended:
            return unquote(extended[2].strip().strip('"'), extended[1] or "utf-8", errors="replace")
        name = message.get_filename()
        if name:
            return str(name)
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1])
