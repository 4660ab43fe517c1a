from __future__ import annotations

import pytest

from connectors.browser.foreign_storage import origin_of
from connectors.browser.state import OriginStorage, SessionState

STATE = SessionState(
    ({"name": "sid", "value": "s3cret-ü", "domain": ".a.fr", "path": "/", "httpOnly": True},),
    {"https://a.fr": OriginStorage({"k": "v"}, {"s": "\u2028"})},
)


def test_a_state_survives_being_bytes() -> None:
    assert SessionState.from_bytes(STATE.to_bytes()) == STATE
    assert SessionState.from_bytes(SessionState().to_bytes()) == SessionState()


def test_a_state_shows_nothing() -> None:
    assert "s3cret" not in repr(STATE) and "1 cookies" in repr(STATE)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"cookies":1,"storage":{}}'])
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError):
        SessionState.from_bytes(content)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://A.fr:443/x?y", "https://a.fr"),
        ("http://a.fr:8080/", "http://a.fr:8080"),
        ("http://[::1]:80/", "http://[::1]"),
        ("about:blank", None),
        ("data:text/html,x", None),
        ("file:///x", None),
    ],
)
def test_origins_are_written_as_browsers_write_them(url: str, origin: str | None) -> None:
    assert origin_of(url) == origin
