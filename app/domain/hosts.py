"""Which web host an address belongs to, and whether secrets may go there. Pure: nothing is resolved."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

_MAX_HOST = 253
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
# Browsers read "\" as "/" and drop tabs and line ends, urllib does not: such an address means two hosts.
_AMBIGUOUS = re.compile(r"[\x00-\x20\x7f\\]")
# Python's codec (IDNA 2003) turns these letters into others, browsers keep them: straße.de is not strasse.de.
_KEPT_BY_BROWSERS = re.compile("[ßẞς]")
_JOINERS = re.compile("[\u200c\u200d]")
_DOTS = re.compile("[.\u3002\uff0e\uff61]")


class InvalidAddressError(ValueError):
    """An address that the application does not open. `code`: address_invalid or address_not_https."""

    def __init__(self, code: str, address: str) -> None:
        super().__init__(f"{code}: {address}")
        self.code = code
        self.address = address


def normalise_host(text: str) -> str | None:
    """A host as browsers write it: lower case, punycode, no trailing dot. None for anything else."""
    if not text or _AMBIGUOUS.search(text):
        return None
    if ":" in text:
        return _normalise_ipv6(text)
    labels = [_normalise_label(label) for label in _DOTS.split(text)]
    if len(labels) > 1 and labels[-1] == "":
        labels.pop()
    host = ".".join(label for label in labels if label is not None)
    if len(host) > _MAX_HOST or not all(label and _LABEL.fullmatch(label) for label in labels):
        return None
    if labels[-1].isdigit():  # type: ignore[union-attr]  # every label was just seen to be text
        return host if _is_ipv4(host) else None
    return host


def host_of(url: str) -> str | None:
    """The normalised host of an http or https address, without port; None for any other address."""
    parts = _split(url)
    return parts[1] if parts else None


def is_loopback(host: str) -> bool:
    """True for 127.0.0.0/8, ::1, localhost and *.localhost."""
    name = normalise_host(host.strip("[]"))
    if name is None:
        return False
    return (
        name in ("localhost", "::1")
        or name.endswith(".localhost")
        or (name.startswith("127.") and _is_ipv4(name))
    )


def is_secure(url: str) -> bool:
    """True for https addresses, and for http ones on loopback."""
    parts = _split(url)
    return parts is not None and (parts[0] == "https" or is_loopback(parts[1]))


def allowed(url: str, hosts: Iterable[str]) -> bool:
    """May secrets, cookies and downloads be exchanged with this address?

    The host must be exactly one of `hosts` (sub-domains do not count), over https, or http on loopback.
    Ports are not compared. An address that carries a user name is refused: nothing legitimate needs it.
    """
    parts = _split(url)
    if parts is None or not is_secure(url) or "@" in urlsplit(url).netloc:
        return False
    return any(parts[1] == normalise_host(host.strip("[]")) for host in hosts)


def checked_address(text: str) -> str:
    """The address to open for what a person typed; the scheme may be left out.

    Raises InvalidAddressError when it is neither https nor on loopback, or when it carries a user name.
    """
    address = text.strip()
    if "://" not in address:
        scheme = "http" if is_loopback(host_of(f"https://{address}") or "") else "https"
        address = f"{scheme}://{address}"
    parts = _split(address)
    if parts is None or "@" in urlsplit(address).netloc:
        raise InvalidAddressError("address_invalid", text)
    if not is_secure(address):
        raise InvalidAddressError("address_not_https", text)
    return address


def _split(url: str) -> tuple[str, str] | None:
    """Scheme and normalised host of a web address that every reader understands in the same way."""
    if _AMBIGUOUS.search(url):
        return None
    try:
        parts = urlsplit(url)
        scheme, name, _port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        return None
    host = normalise_host(name) if name else None
    # "https:host" and "https:///host" are addresses of that host for browsers and of none for urllib.
    if scheme not in ("http", "https") or host is None:
        return None
    return scheme, host


def _normalise_label(label: str) -> str | None:
    if label.isascii():
        return label.lower()
    if _JOINERS.search(label):
        return None
    try:
        if _KEPT_BY_BROWSERS.search(label):
            folded = unicodedata.normalize("NFKC", label.replace("ẞ", "ß").lower())
            return "xn--" + folded.encode("punycode").decode("ascii")
        return label.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None


def _normalise_ipv6(text: str) -> str | None:
    from ipaddress import IPv6Address

    if "%" in text:  # a zone: no web page has one
        return None
    try:
        return IPv6Address(text).compressed
    except ValueError:
        return None


def _is_ipv4(host: str) -> bool:
    if not _IPV4.fullmatch(host):
        return False
    # A leading zero means octal to browsers: refuse rather than guess.
    return all(part == str(int(part)) and int(part) <= 255 for part in host.split("."))


def hosts_in(addresses: Iterable[str]) -> list[str]:
    """Of addresses as people type them; what is none is left out."""
    found = (host_of(each if "://" in each else f"https://{each}") for each in addresses if each)
    return [host for host in found if host]
