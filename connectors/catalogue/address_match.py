"""Which portal an address belongs to. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from app.domain.hosts import host_of, is_loopback
from app.domain.portals import Portal


def hosts_above(url: str) -> tuple[str, ...]:
    """The host of an address and the domains it is part of: only portals that name one can be meant."""
    host = host_of(url)
    labels = host.split(".") if host else []
    return tuple(".".join(labels[n:]) for n in range(len(labels)))


def portal_at(portals: Iterable[Portal], url: str) -> Portal | None:
    """The portal that an address belongs to, None when none does or two do equally well.

    This only proposes an entry: which hosts get secrets is the entry's word alone.
    """
    host = host_of(url)
    if host is None:
        return None
    best: list[Portal] = []
    best_score = (0, 0)
    for portal in portals:
        score = _closeness(portal, host, url)
        if score > best_score:
            best, best_score = [portal], score
        elif score == best_score and score > (0, 0):
            best.append(portal)
    return best[0] if len(best) == 1 else None


def _closeness(portal: Portal, host: str, url: str) -> tuple[int, int]:
    """(3, shared path) for the host of an address, (2, 0) a listed host, (1, length) below the homepage."""
    if is_loopback(host):
        # Every local application lives on this host: only the port tells one from another.
        return (3, 0) if any(_same_server(address, url) for address in portal.addresses) else (0, 0)
    paths = [_shared_path(address, url) for address in portal.addresses if host_of(address) == host]
    if paths:
        return (3, max(paths))
    if host in portal.hosts:
        return (2, 0)
    domain = (host_of(portal.homepage) or "").removeprefix("www.")
    return (1, len(domain)) if host == domain or host.endswith(f".{domain}") else (0, 0)


def _same_server(address: str, url: str) -> bool:
    ours, given = urlsplit(address), urlsplit(url)
    return (host_of(address), ours.port) == (host_of(url), given.port)


def _shared_path(address: str, url: str) -> int:
    """How many leading parts of the paths are equal."""
    shared = 0
    for ours, given in zip(_path_parts(address), _path_parts(url), strict=False):
        if ours != given:
            break
        shared += 1
    return shared


def _path_parts(url: str) -> list[str]:
    return [part for part in urlsplit(url).path.split("/") if part]
