"""Keys of rows: the same document keeps its key from visit to visit, two documents never share one."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from connectors.pages.listing import Action
from connectors.pages.rows_reading import ReadRow

# Parameters that change from visit to visit: sessions, signatures, times, where the user came from.
_PASSING = re.compile(
    r"(?:php|asp\.?net_?|j)?sess(?:ion)?_?(?:id)?|sid|s_?id|.*token.*|.*csrf.*|.*nonce.*|.*signature.*|sig|auth.*|"
    r"expires?|exp|x-amz-.*|x-goog-.*|key-pair-id|policy|_|ts|timestamp|time|rnd|random|cb|cache.*|utm_.*|ref|referr?er|"
    r".*filters?|back|return.*|next|redirect.*|page|p|offset|start|sort.*|order_?by|dir|lang|locale|state|conversationid|cid|hash|"
    r"sv|se|sp|sr|st|spr|skoid|sktid|ske|sks|skv|viewid|windowid|cachebuster",
    re.I,
)
_PATH_SESSION = re.compile(r";[a-z]*sess[a-z]*=[^/?#;]*", re.I)
_ROTATING = re.compile(r"[A-Za-z0-9_-]{60,}")


def stable_address(href: str) -> str:
    """An address without what changes from visit to visit."""
    parts = urlsplit(href)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _PASSING.fullmatch(k)]
    fragment = parts.fragment if parts.fragment[:1] in ("/", "!") else ""
    path = _PATH_SESSION.sub("", parts.path)
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(query), fragment))


def row_keys(rows: Sequence[ReadRow], actions: Sequence[Sequence[Action]]) -> list[str]:
    """One key per row: its address when no other row has it, else what it says; equals are counted."""
    addresses = [_address(found) for found in actions]
    shared = Counter(addresses)
    keys = []
    for row, address in zip(rows, addresses, strict=True):
        keys.append(address if address and shared[address] == 1 else _stated(row))
    seen: Counter[str] = Counter()
    distinct = []
    for key in keys:
        seen[key] += 1
        distinct.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return distinct


def _address(actions: Sequence[Action]) -> str:
    hrefs = (stable_address(a.href) for a in actions if a.href and a.kind == "link" and a.href[:4] == "http")
    return next((h for h in hrefs if not _ROTATING.search(h)), "")


def _stated(row: ReadRow) -> str:
    number = row.numbers[0] if row.numbers else ""
    said = (
        number,
        row.issued.isoformat() if row.issued else "",
        str(row.total) if row.total is not None else "",
    )
    if sum(map(bool, said)) >= 2 or number:
        return "|".join(said)
    return "text:" + hashlib.sha256(row.text.encode("utf-8")).hexdigest()[:24]
