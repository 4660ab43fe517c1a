"""An HTTP client that is the browser's twin: its cookies, its name, its allowed hosts, a few at a time."""

from __future__ import annotations

import errno
import logging
import re
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from app.domain.errors import DocumentFailure, ErrorCode, MoissonError
from app.domain.hosts import allowed, host_of
from connectors.web.http_session import cookies_for, fill, new_jar, new_session, remember_cookies

if TYPE_CHECKING:
    import requests
    from requests.cookies import RequestsCookieJar

_log = logging.getLogger(__name__)
CONNECTIONS = 4
MAX_FILE = 100 * 1024 * 1024
_MAX_PAGE = 20 * 1024 * 1024
_TRIES = 3
_REDIRECTS = 10
_TIMEOUT_S = (10, 60)
_CHUNK = 1 << 16
_LONGEST_PAUSE_S = 30
_FULL = (errno.ENOSPC, errno.EDQUOT)
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

    Every redirect is checked against the allowed hosts before it is followed. `contacted` hears each host.
    """

    def __init__(
        self,
        hosts: Collection[str],
        work_dir: Path,
        language: str,
        contacted: Callable[[str], None] = lambda host: None,
    ) -> None:
        self._hosts = frozenset(hosts)
        self._contacted = contacted
        self._work_dir = work_dir
        self._headers = {"Accept-Language": language, "Accept": "*/*"}
        self._stopped = threading.Event()
        self._connections = threading.BoundedSemaphore(CONNECTIONS)
        self._resume_at = 0.0
        self._proxies: dict[str, dict[str, str]] = {}
        self._cookies: Sequence[dict[str, Any]] = ()
        self._opened: tuple[requests.Session, RequestsCookieJar] | None = None
        self._lock = threading.Lock()

    def take_session(self, cookies: Sequence[dict[str, Any]], user_agent: str) -> None:
        """The browser's name; its cookies, each with its own domain and path, replace those here."""
        with self._lock:
            self._headers["User-Agent"] = user_agent
            self._cookies = cookies
            if self._opened is not None:
                fill(self._opened[1], cookies)

    def close(self) -> None:
        self._stopped.set()
        with self._lock:
            if self._opened is not None:
                self._opened[0].close()

    def _open(self) -> tuple[requests.Session, RequestsCookieJar]:
        """Made with the first request: a visit that finds nothing new makes none."""
        with self._lock:
            if self._opened is None:
                jar = new_jar()
                fill(jar, self._cookies)
                self._opened = (new_session(self._headers, CONNECTIONS), jar)
            return self._opened

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
        session, jar = self._open()
        for _ in range(_REDIRECTS):
            if not allowed(url, self._hosts):
                raise FetchError(DocumentFailure.HOST_NOT_ALLOWED, host_of(url) or "")
            headers = {"Referer": referer} if host_of(referer) == host_of(url) else {}
            if cookies := cookies_for(url, jar):
                headers["Cookie"] = cookies
            self._await_turn()
            self._contacted(host_of(url) or "")
            with (
                self._connections,
                session.get(
                    url,
                    headers=headers,
                    stream=True,
                    allow_redirects=False,
                    timeout=_TIMEOUT_S,
                    proxies=self._proxies_for(url),
                ) as answer,
            ):
                remember_cookies(answer, jar)
                if answer.is_redirect:
                    url = urljoin(url, answer.headers["Location"])
                    continue
                return self._take(url, answer)
        raise FetchError(DocumentFailure.UNREACHABLE)

    def _proxies_for(self, url: str) -> dict[str, str]:
        from requests.utils import get_environ_proxies

        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._proxies:
            self._proxies[place] = get_environ_proxies(place)
        return self._proxies[place]

    def _take(self, url: str, answer: requests.Response) -> Answer:
        if answer.status_code == 401:
            raise SessionExpiredError
        if answer.status_code in _BUSY:
            self._obey(answer.headers.get("Retry-After", ""))
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
        try:
            return self._write_whole(answer, limit)
        except OSError as error:
            if error.errno in _FULL:  # not to be tried again, as what the network does is
                raise MoissonError(ErrorCode.DISK_FULL, path=str(self._work_dir)) from error
            raise

    def _write_whole(self, answer: requests.Response, limit: int) -> tuple[Path, int]:
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

    def _obey(self, retry_after: str) -> None:
        """A portal that says how long to wait is believed, up to half a minute, by all workers."""
        if retry_after.strip().isdecimal():
            moment = time.monotonic() + min(int(retry_after), _LONGEST_PAUSE_S)
            with self._lock:
                self._resume_at = max(self._resume_at, moment)

    def _await_turn(self) -> None:
        while (left := self._resume_at - time.monotonic()) > 0:
            if self._stopped.wait(left):
                raise FetchError(DocumentFailure.UNREACHABLE)


class _RetryableError(Exception):
    def __init__(self, reason: DocumentFailure) -> None:
        super().__init__(reason.value)
        self.reason = reason


def file_name(disposition: str, url: str) -> str:
    """The name a portal gives a file (RFC 6266), else the last part of its address. Untrusted."""
    if disposition:
        from email.message import Message

        message = Message()
        message["Content-Disposition"] = disposition
        extended = re.search(r"filename\*\s*=\s*([\w-]*)''([^;]+)", disposition)
        if extended:
            return unquote(extended[2].strip().strip('"'), extended[1] or "utf-8", errors="replace")
        name = message.get_filename()
        if name:
            return str(name)
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1])
