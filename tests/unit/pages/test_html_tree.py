from __future__ import annotations

import pytest

from connectors.pages.html_tree import page_from_html
from connectors.pages.tree import Flag, Node, Page

URL = "https://portal.example/start"


def only(page: Page, tag: str) -> Node:
    (node,) = page.find(tag)
    return node


def test_title_language_and_text_are_read() -> None:
    page = page_from_html(
        "<html lang=fr><title> Mes\n factures </title><body><p>Bon<b>jour</b>  à tous</body></html>", URL
    )
    assert (page.title, page.lang, page.url, page.from_browser) == ("Mes factures", "fr", URL, False)
    assert page.text() == "Bon jour à tous"


@pytest.mark.parametrize("text", ["", "   ", "<!-- nothing -->"])
def test_nothing_gives_an_empty_page(text: str) -> None:
    page = page_from_html(text, URL)
    assert not page.find("input") and page.text() == ""


def test_a_declared_encoding_and_zero_bytes_do_no_harm() -> None:
    text = '<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>caf\0é</p></body></html>'
    assert page_from_html(text, URL).text() == "café"


@pytest.mark.parametrize(
    "html",
    [
        "<input type=hidden>",
        "<div hidden><input></div>",
        "<div style='display: none'><input></div>",
        "<input style='visibility:hidden'>",
        "<input style='opacity:0'>",
        "<dialog><input></dialog>",
        "<div class='x d-none'><input></div>",
        "<div class='hidden md:hidden'><input></div>",
    ],
)
def test_what_the_markup_hides_is_hidden(html: str) -> None:
    assert not only(page_from_html(html, URL), "input").visible


@pytest.mark.parametrize(
    "html",
    [
        "<input>",
        "<dialog open><input></dialog>",
        "<div class='d-none d-md-block'><input></div>",
        "<div class='hidden lg:flex'><input></div>",
        "<div style='opacity: 0.5'><input></div>",
    ],
)
def test_what_the_markup_shows_is_visible(html: str) -> None:
    assert only(page_from_html(html, URL), "input").visible


def test_scripts_templates_and_noscript_are_left_out() -> None:
    page = page_from_html(
        "<noscript><input></noscript><template><input></template><script>var input</script><p>x", URL
    )
    assert not page.find("input") and page.text() == "x"


@pytest.mark.parametrize(
    ("html", "tag", "flag"),
    [
        ("<button disabled>", "button", Flag.DISABLED),
        ("<input aria-disabled=true>", "input", Flag.DISABLED),
        ("<input type=checkbox checked>", "input", Flag.CHECKED),
        ("<option selected>", "option", Flag.CHECKED),
        ("<input readonly>", "input", Flag.READONLY),
        ("<div onclick='go()'>x</div>", "div", Flag.HANDLER),
        ("<input aria-invalid=true>", "input", Flag.INVALID),
        ("<input value=x>", "input", Flag.FILLED),
        ("<textarea>x</textarea>", "textarea", Flag.FILLED),
    ],
)
def test_states_become_flags(html: str, tag: str, flag: Flag) -> None:
    assert only(page_from_html(html, URL), tag).flags & flag


def test_values_and_data_are_left_out_and_types_made_plain() -> None:
    page = page_from_html(
        "<form><input value=secret data-x=1 style='color:red' onfocus=f()><input type=SUBMIT value=Go>"
        "<button>Send</button></form>"
        "<button onclick=g()>Other</button><select><option>a<option selected>b</select><select></select>",
        URL,
    )
    field, submit = page.find("input")
    assert field.attrs == {"type": "text"}
    assert (submit.get("type"), submit.get("value")) == ("submit", "Go")
    assert [b.attrs for b in page.find("button")] == [{"type": "submit"}, {"onclick": "1", "type": "button"}]
    assert [s.get("#selected") for s in page.find("select")] == ["1", "-1"]


def test_frames_are_numbered_and_stay_closed() -> None:
    page = page_from_html("<iframe src=/a></iframe><p>x</p><iframe src=/b>old</iframe>", URL)
    assert [n.get("#frame") for n in page.find("#document")] == ["0", "1"]
    assert page.text() == "x"


def test_very_deep_pages_end() -> None:
    assert len(page_from_html("<div>" * 3000 + "x", URL).nodes) < 1000
