"""The session of the HTTP client: what it takes from the environment, and cookies as browsers send them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.hosts import host_of, is_loopback

if TYPE_CHECKING:
    from http.cookiejar import CookiePolicy

    import requests
    from requests.cookies import RequestsCookieJar


def new_session(headers: Mapping[str, str], connections: int) -> requests.Session:
    from http.cookiejar import DefaultCookiePolicy

    import requests
    from requests.adapters import HTTPAdapter

    session = requests.Session()
    # The environment is read once, not for every request; passwords in ~/.netrc are nobody's business.
    session.trust_env = False
    session.verify = _authorities()
    adapter = HTTPAdapter(pool_connections=connections, pool_maxsize=connections)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    # The session's own jar forgets its policy with every request: it stays empty, ours is used.
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.update(headers)
    return session


def new_jar() -> RequestsCookieJar:
    from requests.cookies import RequestsCookieJar

    return RequestsCookieJar(_browser_policy())


def fill(jar: RequestsCookieJar, cookies: Sequence[dict[str, Any]]) -> None:
    jar.clear()
    for cookie in cookies:
        jar.set(
            cookie["name"],
            cookie["value"],
            domain=cookie["domain"],
            path=cookie.get("path", "/"),
            # Browsers send Secure cookies over http to this machine itself.
            secure=cookie.get("secure", False) and not is_loopback(cookie["domain"].lstrip(".")),
        )


def cookies_for(url: str, jar: RequestsCookieJar) -> str | None:
    from urllib.request import Request

    request = Request(url)  # noqa: S310  # never opened, and its host was checked
    jar.add_cookie_header(request)
    return request.get_header("Cookie")


def remember_cookies(answer: requests.Response, jar: RequestsCookieJar) -> None:
    if "Set-Cookie" not in answer.headers:
        return
    from requests.cookies import extract_cookies_to_jar

    extract_cookies_to_jar(jar, answer.request, answer.raw)  # type: ignore[no-untyped-call]


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
