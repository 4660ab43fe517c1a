from __future__ import annotations

from typing import Any

import pytest

from connectors.pages.html_tree import page_from_html
from connectors.pages.read import read_page
from connectors.pages.reading import PageState
from connectors.pages.tree import Box, Flag, Page, page_from_snapshot

URL = "https://portal.example/a/b"


def snapshot(nodes: list[Any]) -> Page:
    return page_from_snapshot(
        {"url": URL, "title": "T", "lang": None, "nodes": nodes, "width": 800, "height": 600}
    )


def component() -> Page:
    """A form field and a button with a slot, inside the shadow root of an element in a frame."""
    return snapshot(
        [
            [-1, "html", {}, 0, 1],
            [0, "body", {}, 0, 1],
            [1, "iframe", {}, [0, 0, 300, 300], 1],
            [2, "#document", {"#frame": "1"}, 0, 1],
            [3, "html", {}, 0, 1],
            [4, "my-form", {"id": "login"}, [1, 2, 3, 4], 1],
            [5, "#shadow", {}, 0, 1],
            [6, "div", {}, 0, 1],
            [7, "input", {"type": "text"}, [1, 2, 30, 4], 1 | 16 | 2],
            [7, "button", {"type": "button"}, [1, 2, 30, 4], 1],
            [9, "slot", {}, 0, 1],
            [5, "#text", "Send "],
            [5, "b", {}, 0, 1],
            [12, "#text", "now"],
            [7, "button", {"type": "button"}, [1, 2, 30, 4], 1],
        ]
    )


def test_a_snapshot_becomes_a_tree() -> None:
    page = component()
    field = page.nodes[8]
    assert page.root is page.nodes[0] and (page.lang, page.width, page.height) == ("", 800, 600)
    assert field.parent is page.nodes[7] and field in page.nodes[7].elements
    assert (field.box, field.visible, field.enabled) == (Box(1, 2, 30, 4), True, False)
    assert field.flags == Flag.VISIBLE | Flag.POINTER | Flag.DISABLED
    assert repr(field) == "<input #8>" and field.get("name") == "" and page.nodes[1].classes == ()
    assert page.nodes[5].contains(field) and not field.contains(page.nodes[5])
    assert field.closest("my-form") is page.nodes[5] and field.closest("table") is None


def test_places_lead_through_frames_and_shadow_roots() -> None:
    page = component()
    assert page.frame_path(page.nodes[8]) == (1,)
    assert page.css(page.nodes[8]) == "#login >>> div > input"
    assert page.css(page.nodes[14]) == "#login >>> div > button:nth-of-type(2)"
    assert page.css(page.nodes[6]) == "#login"
    assert page.css(page.nodes[3]) == "html > body > iframe"


def test_slots_show_the_words_of_the_host() -> None:
    page = component()
    assert page.label(page.nodes[9]) == "Send now"
    assert page.label(page.nodes[14]) == ""


@pytest.mark.parametrize(
    ("html", "css"),
    [
        ("<p id=ok><b>x</b></p>", "#ok > b"),
        ("<p id=:r1:><b>x</b></p>", "html > body > p > b"),
        ("<p id=field12345><b>x</b></p>", "html > body > p > b"),
        ("<p id=twice></p><p id=twice><b>x</b></p>", "html > body > p:nth-of-type(2) > b"),
    ],
)
def test_only_stable_and_single_ids_are_relied_on(html: str, css: str) -> None:
    page = page_from_html(html, URL)
    assert page.css(page.find("b")[0]) == css


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<i id=a>One</i><i id=b>Two</i><input aria-labelledby='a b' aria-label=Three>", "One Two"),
        ("<input aria-labelledby=gone aria-label=Three>", "Three"),
        ("<label for=x>Four</label><input id=x placeholder=Five>", "Four"),
        ("<label>Six <input></label>", "Six"),
        ("<label for=x hidden>Seven</label><input id=x>", "Seven"),
        ("<input placeholder=Five title=Eight>", "Eight"),
        ("<input type=submit value=Nine title=Ten>", "Nine"),
        ("<input type=submit title=Ten>", "Ten"),
        ("<input type=image alt=Eleven>", "Eleven"),
        ("<input>", ""),
    ],
)
def test_fields_are_called_what_a_person_calls_them(html: str, label: str) -> None:
    page = page_from_html(html, URL)
    assert page.label(page.find("input")[0]) == label


@pytest.mark.parametrize(
    ("inside", "label"),
    [
        ("Pay <b>now</b>", "Pay now"),
        ("<img alt=Picture>", "Picture"),
        ("<svg><title>Drawing</title></svg>", "Drawing"),
        ("<i title=Icon></i>", "Icon"),
        ("<i class=x></i>", ""),
    ],
)
def test_buttons_without_text_are_called_after_their_icon(inside: str, label: str) -> None:
    page = page_from_html(f"<button>{inside}</button>", URL)
    assert page.label(page.find("button")[0]) == label


def test_addresses_are_made_absolute_and_tags_found_in_order() -> None:
    page = page_from_html("<a href=c>1</a><b>2</b><a>3</a>", URL)
    assert page.absolute(" c ") == "https://portal.example/a/c"
    assert [page.text(n) for n in page.find("b", "a")] == ["1", "2", "3"]
    assert page.find("table") == []


def test_text_skips_what_is_hidden_but_not_what_shows_inside_an_empty_box() -> None:
    page = snapshot(
        [
            [-1, "body", {}, 0, 1],
            [0, "div", {}, 0, 0],
            [1, "p", {}, 0, 1],
            [2, "#text", "shown"],
            [0, "div", {}, 0, 0],
            [4, "#text", "hidden"],
        ]
    )
    assert page.text() == "shown"
    assert Page(URL, "", "", []).text() == ""


@pytest.mark.parametrize(
    ("html", "covered"),
    [
        (
            "<form><h1>Log in</h1><input name=user><input type=password><button>Log in</button></form>",
            "input",
        ),
        ("<h1>Two-factor</h1><input autocomplete=one-time-code><button>Verify</button>", "input"),
        ("<a href=/login>Log in</a>", "a"),
    ],
)
def test_a_banner_in_the_way_is_closed_first(html: str, covered: str) -> None:
    whole = f"{html}<div class=cookie-banner><button>Reject all</button></div>"
    assert read_page(page_from_html(whole, URL)).state is not PageState.COOKIE_BANNER
    page = page_from_html(whole, URL)
    page.find(covered)[0].flags |= Flag.COVERED
    reading = read_page(page)
    assert reading.state is PageState.COOKIE_BANNER and reading.banner is not None
