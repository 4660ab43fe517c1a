"""Is a host easily taken for that of a known portal?"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

from app.domain.hosts import is_loopback
from app.domain.look_alikes import HostWarning, Likeness
from connectors.catalogue.domains import name_of, registered_domain
from connectors.catalogue.folding import fold, without_brackets
from connectors.catalogue.portal_index import PortalIndex

_SHORT, _LONG = 5, 9
"""Names up to the one have many innocent neighbours, from the other on two errors are hardly seen"""
_WRITTEN_TOGETHER: Final = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})
_ALIKE: Final = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("0", "o"),
    ("1", "l"),
    ("i", "l"),
    ("5", "s"),
    ("3", "e"),
)
"""What the eye takes for the second of each pair"""


class Known(NamedTuple):
    """A registered domain of the catalogue, its label before the ending, the portal and its folded name."""

    domain: str
    label: str
    portal: str
    folded: str


class Lookout:
    """Knows the domains of the shipped entries: those of the user's own may themselves be look-alikes."""

    def __init__(self, index: PortalIndex) -> None:
        rows = index.ask("SELECT domain, label, portal, folded FROM known")
        self._known = [Known(*row) for row in rows]
        self._domains = {known.domain for known in self._known}

    def warnings(self, hosts: Sequence[str], name: str = "") -> tuple[HostWarning, ...]:
        """At most one for each host, the most alarming; hosts are as normalise_host returns them.

        `name`: of the portal that names these hosts.
        """
        folded = fold(without_brackets(name))
        found = (self._warning(host, folded) for host in dict.fromkeys(hosts))
        return tuple(warning for warning in found if warning is not None)

    def _warning(self, host: str, named: str) -> HostWarning | None:
        domain = registered_domain(host)
        if is_loopback(host) or not domain:
            return None
        if domain in self._domains:
            # Whoever gives out hosts below a known domain may give out "edf.fr.shop.example", too.
            given = host.removesuffix(domain)
            inside = next((each for each in self._known if _holds(given, each)), None)
            return inside and HostWarning(Likeness.KNOWN_INSIDE, host, "", inside.domain, inside.portal)
        shown = as_displayed(host)
        name = as_displayed(name_of(domain))
        likeness, known = self._likeness(host, domain, name)
        if mixes_scripts(shown) or (known and not name.isascii()):
            likeness = Likeness.FOREIGN_LETTERS
        elif likeness is None:
            known = next((each for each in self._known if named and each.folded == named), None)
            likeness = Likeness.SAME_NAME if known else Likeness.PUNYCODE if shown != host else None
        if likeness is None:
            return None
        found = known or Known("", "", "", "")
        return HostWarning(likeness, host, shown if shown != host else "", found.domain, found.portal)

    def _likeness(self, host: str, domain: str, name: str) -> tuple[Likeness | None, Known | None]:
        ascii_name = in_latin(name)
        near = self._near(ascii_name, domain)
        if near:
            return Likeness.NEAR_KNOWN, near
        parts = set(ascii_name.split("-"))
        inside: Known | None = None
        other: Known | None = None
        for known in self._known:
            if known.label == ascii_name:
                other = other or known
            elif _holds(host, known) or (len(known.label) >= _SHORT and known.label in parts):
                inside = inside or known
        if inside:
            return Likeness.KNOWN_INSIDE, inside
        return (Likeness.OTHER_DOMAIN, other) if other else (None, None)

    def _near(self, name: str, domain: str) -> Known | None:
        from rapidfuzz.distance import OSA

        ending = domain.partition(".")[2]
        best: tuple[int, bool, Known] | None = None
        for known in self._known:
            if known.label == name or abs(len(known.label) - len(name)) > 2:
                continue
            same_ending = known.domain.partition(".")[2] == ending
            errors = (
                0
                if as_seen(name) == as_seen(known.label)
                else OSA.distance(name, known.label, score_cutoff=2)
            )
            if errors <= _errors_overlooked(name, known.label, same_ending):
                nearest = errors, not same_ending, known
                best = min(best, nearest) if best else nearest
        return best[2] if best else None


def as_displayed(host: str) -> str:
    """The host with its letters instead of punycode."""
    return ".".join(_letters(label) for label in host.split("."))


def mixes_scripts(host: str) -> bool:
    """Does one label hold letters of several alphabets?"""
    return any(len(_scripts(label)) > 1 for label in host.split("."))


def in_latin(name: str) -> str:
    """The letters a to z that the name looks like; others stay as they are."""
    if name.isascii():
        return name
    from confusable_homoglyphs.confusables import is_confusable

    found = is_confusable(name, greedy=True, preferred_aliases=["latin"]) or []
    looks = {
        each["character"]: next((h["c"] for h in each["homoglyphs"] if h["c"].isascii()), each["character"])
        for each in found
    }
    parts = unicodedata.normalize("NFKD", "".join(looks.get(sign, sign) for sign in name))
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()


def as_seen(name: str) -> str:
    """The same for names that the eye hardly tells apart: rn for m, 0 for o, with and without hyphens."""
    for sign, taken_for in _ALIKE:
        name = name.replace(sign, taken_for)
    return name.replace("-", "")


def _holds(host: str, known: Known) -> bool:
    return f".{known.domain}." in f".{host}"


def _errors_overlooked(name: str, known: str, same_ending: bool) -> int:
    """Short names must end alike; the shortest have but one letter more, or two swapped."""
    shortest = min(len(name), len(known))
    if shortest > _SHORT:
        return 1 if shortest < _LONG else 2
    if not same_ending or shortest < 3:
        return 0
    return 1 if shortest > 3 or sorted(name) == sorted(known) or len(name) > len(known) else 0


def _letters(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _scripts(label: str) -> set[str]:
    names = {unicodedata.name(sign, "").partition(" ")[0] for sign in label if sign.isalpha()}
    return names - _WRITTEN_TOGETHER if len(names & _WRITTEN_TOGETHER) > 0 and len(names) > 1 else names
