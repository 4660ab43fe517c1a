from __future__ import annotations

import pytest

from app.domain.portals import Portal
from connectors.catalogue.address_match import hosts_above, portal_at


def portal(portal_id: str, name: str = "", homepage: str = "", **given: object) -> Portal:
    address = homepage or f"https://www.{portal_id}.example/"
    return Portal(portal_id, name or portal_id, address, **given)  # type: ignore[arg-type]


WHOLESALE = portal(
    "whole", homepage="https://www.shop.example/", documents_url="https://docs.shop.example/a/b"
)
BUSINESS = portal(
    "business", homepage="https://business.shop.example/", hosts=("sso.example", "auth.example")
)
OTHER = portal("other", homepage="https://other.example/", hosts=("sso.example",))
ONE_PATH = portal("one", homepage="https://suite.example/one/start")
TWO_PATH = portal("two", homepage="https://suite.example/two/start")
LOCAL = portal("local", homepage="http://127.0.0.1:8765/")
SITES = [WHOLESALE, BUSINESS, OTHER, ONE_PATH, TWO_PATH, LOCAL]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.shop.example/login", "whole"),
        ("https://docs.shop.example/", "whole"),
        ("https://shop.example/", "whole"),
        ("https://customers.shop.example/", "whole"),
        ("https://business.shop.example/x", "business"),
        ("https://x.business.shop.example/", "business"),
        ("https://auth.example/", "business"),
        ("https://sso.example/", None),
        ("https://suite.example/two/invoices", "two"),
        ("https://suite.example/", None),
        ("https://notshop.example/", None),
        ("https://shop.example.evil.example/", None),
        ("http://127.0.0.1:8765/login", "local"),
        ("http://127.0.0.1:5000/", None),
        ("http://127.0.0.1/", None),
        ("http://localhost:8765/", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_the_portal_of_an_address(url: str, expected: str | None) -> None:
    found = portal_at(SITES, url)
    assert (found.id if found else None) == expected
    back = portal_at(reversed(SITES), url)
    assert back == found


def test_only_portals_that_name_a_host_above_can_be_meant() -> None:
    assert hosts_above("https://a.b.example/x") == ("a.b.example", "b.example", "example")
    assert hosts_above("no address at all") == ()
    for url in ("https://www.shop.example/login", "https://x.business.shop.example/", "https://sso.example/"):
        near = [
            site
            for site in SITES
            if {*site.hosts, site.homepage.split("/")[2].removeprefix("www.")} & {*hosts_above(url)}
        ]
        assert portal_at(near, url) == portal_at(SITES, url)
