"""Finding portals: by words, whatever their accents, and by web address. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from app.domain.hosts import host_of, is_loopback
from app.domain.portals import Portal

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "’": "'"})
_WORD_BREAK = re.compile(r"[\s\-_'./,&()]+")
OTHER_LETTER = "#"


def fold(text: str) -> str:
    """Text without case and accents, words parted by one blank: for comparing, never for showing."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
        text = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return _WORD_BREAK.sub(" ", text.casefold()).strip()


def first_letter(name: str) -> str:
    """A to Z as an index shows it; "#" for names that begin with anything else."""
    initial = fold(name)[:1]
    return initial.upper() if "a" <= initial <= "z" else OTHER_LETTER


def matching(
    portals: Iterable[Portal],
    *,
    text: str | None = None,
    country: str | None = None,
    category: str | None = None,
    letter: str | None = None,
) -> list[Portal]:
    """The portals that fit every condition; best match first, then by name.

    A portal without countries is found in every country. Every word of `text` must begin a word of the
    name, an alias, the id or a host, or stand inside the name.
    """
    words = fold(text).split() if text else []
    code = country.strip().upper() if country else None
    initial = letter.strip().upper() if letter else None
    found: list[tuple[int, str, Portal]] = []
    for portal in portals:
        if code and portal.countries and code not in portal.countries:
            continue
        if category and category not in portal.categories:
            continue
        if initial and initial != first_letter(portal.name):
            continue
        rank = _rank(portal, words)
        if rank is not None:
            found.append((rank, fold(portal.name), portal))
    found.sort(key=lambda item: (item[0], item[1], item[2].id))
    return [portal for _, _, portal in found]


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


def _rank(portal: Portal, words: list[str]) -> int | None:
    """0 when the name begins with the words, more for weaker matches, None for none."""
    if not words:
        return 0
    name = fold(portal.name)
    if name.startswith(" ".join(words)):
        return 0
    known = f" {name} " + " ".join(fold(text) for text in (*portal.aliases, portal.id, *portal.hosts))
    if all(f" {word}" in known for word in words):
        return 1
    return 2 if all(word in name or f" {word}" in known for word in words) else None


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
