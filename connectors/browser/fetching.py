"""Requests made inside the page, with its cookies and its origin."""

from __future__ import annotations

import base64
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from app.domain.hosts import allowed
from connectors.browser import scripts
from connectors.browser.driver import Driver
from connectors.browser.errors import FetchFailedError, HostNotAllowedError

_LARGEST = 100 * 1024 * 1024
_GRACE_S = 10


@dataclass(frozen=True, slots=True)
class FetchedBytes:
    """`url` is the address after redirects; header names are lower case."""

    status: int
    content_type: str
    headers: Mapping[str, str]
    body: bytes
    url: str


def fetch_in_page(
    driver: Driver,
    hosts: Collection[str],
    url: str,
    *,
    method: str = "GET",
    body: str | None = None,
    headers: Mapping[str, str] | None = None,
    timeout_s: float = 60,
) -> FetchedBytes:
    """blob: and data: addresses, too. Raises FetchFailedError, HostNotAllowedError, BrowserTimeoutError."""
    address = url if url.startswith(("blob:", "data:")) else urljoin(driver.current_url, url)
    if not address.startswith(("blob:", "data:")) and not allowed(address, hosts):
        raise HostNotAllowedError(urlsplit(address).hostname or address.partition(":")[0])
    limit_ms = int(timeout_s * 1000)
    driver.set_script_timeout(timeout_s + 2)
    with driver.limit(math.ceil(timeout_s) + _GRACE_S):
        answer = driver.execute_async_script(
            scripts.FETCH, address, method, body, dict(headers or {}), limit_ms, _LARGEST
        )
    if "failed" in answer:
        raise FetchFailedError(str(answer["failed"])[:200])
    content = base64.b64decode(answer["body"])
    return FetchedBytes(answer["status"], answer["type"], answer["headers"], content, answer["url"])
