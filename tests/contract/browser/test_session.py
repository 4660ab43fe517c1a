"""What a session does on pages: waiting, finding, acting, its state, its evidence."""

from __future__ import annotations

import stat
import time
from dataclasses import replace
from pathlib import Path

import pytest

from connectors.browser.errors import (
    BrowserTimeoutError,
    ElementHiddenError,
    ElementMissingError,
    PageUnreachableError,
    ScriptFailedError,
)
from connectors.browser.options import BrowserOptions
from connectors.browser.session import BrowserSession
from connectors.browser.state import SessionState
from tests.contract.browser.conftest import Answer, Request, Site, needs_browser

pytestmark = [pytest.mark.browser, needs_browser]

LATE = """<p id=out></p><script>
setTimeout(async () => {}, 0);
fetch('/slow').then((answer) => answer.text()).then((text) => {
  const request = new XMLHttpRequest();
  request.open('GET', '/slow');
  request.onload = () => { out.textContent = text + request.responseText; };
  request.send();
});
</script>"""


def slow(seconds: float, body: bytes = b"x") -> object:
    def answer(_request: Request) -> Answer:
        time.sleep(seconds)
        return Answer(body)

    return answer


def test_settling_waits_for_requests_that_scripts_make(shared_session: BrowserSession, site: Site) -> None:
    site.pages["/slow"] = slow(0.4)  # type: ignore[assignment]
    shared_session.open(site.page("/", LATE))
    assert shared_session.run("return out.textContent") == "xx"


def test_settling_is_immediate_on_a_page_without_scripts(shared_session: BrowserSession, site: Site) -> None:
    site.pages["/hangs.png"] = slow(1.5)  # type: ignore[assignment]
    begin = time.monotonic()
    shared_session.open(site.page("/", "<p>hello</p><img src=/hangs.png>"))
    assert shared_session.settle()
    assert time.monotonic() - begin < 1.2


def test_settling_gives_up_on_a_page_that_never_rests(shared_session: BrowserSession, site: Site) -> None:
    shared_session.open(
        site.page("/", "<p id=p></p><script>setInterval(() => p.textContent++, 10)</script>"), 0.3
    )
    begin = time.monotonic()
    assert shared_session.settle(0.5) is False
    assert time.monotonic() - begin < 2


def test_settling_follows_a_click_that_leaves_the_page(shared_session: BrowserSession, site: Site) -> None:
    site.pages["/next"] = slow(0.3, b"<title>next</title><p>there")  # type: ignore[assignment]
    shared_session.open(site.page("/", "<a id=a href=/next>x</a>"))
    shared_session.click("#a")
    assert shared_session.settle()
    assert shared_session.title == "next"


def test_typing_replaces_and_sends_keys(shared_session: BrowserSession, site: Site) -> None:
    shared_session.open(
        site.page(
            "/", "<input id=i value=old><p id=k></p><script>i.onkeydown = e => k.append(e.key)</script>"
        )
    )
    shared_session.type("#i", "new")
    assert shared_session.run("return [i.value, k.textContent]") == ["new", "new"]
    shared_session.type("#i", "")
    assert shared_session.run("return i.value") == ""
    shared_session.type("#i", "🔑é")
    assert shared_session.run("return i.value") == "🔑é"


@pytest.mark.parametrize(("kind", "value"), [("date", "2025-03-31"), ("email", "a@b.fr"), ("number", "42")])
def test_typing_into_fields_of_other_types(
    shared_session: BrowserSession, site: Site, kind: str, value: str
) -> None:
    shared_session.open(site.page("/", f"<input id=i type={kind}><textarea id=t>old</textarea>"))
    shared_session.type("#i", value)
    shared_session.type("#t", "two\nlines")
    assert shared_session.run("return [i.value, t.value]") == [value, "two\nlines"]


def test_shadow_roots_are_entered(shared_session: BrowserSession, site: Site) -> None:
    script = (
        "const root = host.attachShadow({mode: 'open'}); root.innerHTML = '<x-in></x-in>';"
        "root.firstChild.attachShadow({mode: 'open'}).innerHTML = '<input id=deep>';"
    )
    shared_session.open(site.page("/", f"<div id=host></div><script>{script}</script>"))
    shared_session.type("#host >>> x-in >>> #deep", "found", secret=True)
    assert shared_session.element("#host >>> x-in >>> #deep").get_attribute("value") == "found"
    with pytest.raises(ElementMissingError):
        shared_session.click("#host >>> #deep")


def test_frames_are_counted_as_the_page_counts_them(shared_session: BrowserSession, site: Site) -> None:
    site.page("/b", "<p id=me>b</p>")
    site.page("/a", f'<p id=me>a</p><iframe src="{site.url("/b", "localhost")}"></iframe>')
    shared_session.open(site.page("/", "<p id=me>top</p><iframe src=/b></iframe><iframe src=/a></iframe>"))
    read = "return document.getElementById('me').textContent"
    assert [shared_session.run_in_frame(path, read) for path in ((), (0,), (1,), (1, 0))] == [
        "top",
        "b",
        "a",
        "b",
    ]
    assert shared_session.run(read) == "top"
    with pytest.raises(ElementMissingError):
        shared_session.run_in_frame((7,), read)


def test_clicks_are_real_and_reach_covered_elements(shared_session: BrowserSession, site: Site) -> None:
    shared_session.open(
        site.page(
            "/",
            "<div style='height:3000px'></div>"
            "<button id=far onclick='far.dataset.real = event.isTrusted'>x</button>"
            "<button id=low onclick='low.dataset.hit = 1'>y</button>"
            "<div style='position:fixed;inset:0;display:none' id=over></div>",
        )
    )
    shared_session.click("#far")
    assert shared_session.run("return far.dataset.real") == "true"
    shared_session.run("over.style.display = 'block'")
    shared_session.click("#low")
    assert shared_session.run("return low.dataset.hit") == "1"


def test_boxes_selects_and_enter(shared_session: BrowserSession, site: Site) -> None:
    shared_session.open(
        site.page(
            "/",
            "<input type=checkbox id=c style='position:absolute;opacity:0;width:0;height:0'>"
            "<label for=c>agree</label>"
            "<input type=checkbox id=d checked>"
            "<select id=s onchange='s.dataset.seen = s.value'><option value=1>one<option value=2>two</select>"
            "<form onsubmit='document.title = \"sent\"; return false'><input id=i></form>",
        )
    )
    shared_session.check("#c")
    shared_session.check("#d")
    assert shared_session.run("return [c.checked, d.checked]") == [True, True]
    shared_session.select("#s", "two")
    assert shared_session.run("return s.dataset.seen") == "2"
    with pytest.raises(ElementMissingError):
        shared_session.select("#s", "three")
    shared_session.press_enter("#i")
    assert shared_session.title == "sent"


def test_what_is_missing_says_so(shared_session: BrowserSession, site: Site) -> None:
    shared_session.open(site.page("/", "<input id=off disabled>"))
    with pytest.raises(ElementMissingError):
        shared_session.click("#nowhere")
    with pytest.raises(ElementHiddenError):
        shared_session.type("#off", "x")
    with pytest.raises(ScriptFailedError):
        shared_session.run("throw new Error('x')")
    with pytest.raises(PageUnreachableError) as caught:
        shared_session.open("http://127.0.0.1:1/")
    assert caught.value.code in ("ERR_CONNECTION_REFUSED", "ERR_UNSAFE_PORT")


def test_dialogs_do_not_stop_the_work(shared_session: BrowserSession, site: Site) -> None:
    shared_session.open(
        site.page("/", "<button id=b onclick=\"document.title = confirm('pay?')\">x</button>")
    )
    shared_session.click("#b")
    shared_session.settle()
    assert shared_session.title == "false"


def test_new_tabs_are_entered_and_left(shared_session: BrowserSession, site: Site) -> None:
    site.page("/two", "<title>two</title>")
    shared_session.open(site.page("/", "<title>one</title><a id=a target=_blank href=/two>x</a>"))
    assert not shared_session.opened_tab()
    shared_session.click("#a")
    assert shared_session.opened_tab(5)
    shared_session.settle()
    assert shared_session.title == "two"
    shared_session.close_tab()
    assert shared_session.title == "one"
    with shared_session.in_new_tab(site.url("/two")):
        assert shared_session.title == "two"
    assert shared_session.title == "one"


def test_back_and_reload(shared_session: BrowserSession, site: Site) -> None:
    site.page("/two", "<title>two</title>")
    shared_session.open(site.page("/", "<title>one</title>"))
    shared_session.open(site.url("/two"))
    shared_session.back()
    assert shared_session.title == "one"
    shared_session.reload()
    assert [request.path for request in site.requests if request.path != "/favicon.ico"].count("/") >= 2


def test_a_hung_page_is_a_timeout(options: BrowserOptions, site: Site) -> None:
    site.pages["/hangs"] = slow(6)  # type: ignore[assignment]
    with BrowserSession.start(replace(options, page_timeout_s=1), ["127.0.0.1"]) as session:
        with pytest.raises(BrowserTimeoutError):
            session.open(site.url("/hangs"))
        session.open(site.page("/", "fine"))
        begin = time.monotonic()
        with pytest.raises(BrowserTimeoutError):
            session.run("while (true) {}")
        assert time.monotonic() - begin < 14


STORE = """<script>
localStorage.setItem('n', 1 + Number(localStorage.getItem('n') || 0));
sessionStorage.setItem('s', (sessionStorage.getItem('s') || '') + 'x');
</script>"""


def test_state_moves_to_another_browser(options: BrowserOptions, site: Site) -> None:
    cookies = ["a=1; HttpOnly; SameSite=Strict", "b=2; Path=/deep; Max-Age=3600"]
    numbers = iter(cookies)
    for path in ("/", "/other"):
        site.pages[path] = lambda request: Answer(
            STORE.encode(), headers={"set-cookie": next(numbers, "c=3")}
        )
    with BrowserSession.start(options, ["127.0.0.1"]) as first:
        first.open(site.url("/"))
        first.open(site.url("/other", "localhost"))
        first.open(site.url("/"))
        before, cookies_before = first.state(), first.cookies()
        assert first.user_agent().startswith("Mozilla/5.0")
    kept = SessionState.from_bytes(before.to_bytes())
    assert kept == before
    assert set(kept.storage) == {site.url("", "127.0.0.1"), site.url("", "localhost")}
    with BrowserSession.start(options, ["127.0.0.1"]) as second:
        second.restore(kept)
        key = ("domain", "path", "name")
        assert sorted(second.cookies(), key=lambda c: [c[k] for k in key]) == sorted(
            cookies_before, key=lambda c: [c[k] for k in key]
        )
        second.open(site.url("/"))
        assert second.run("return [localStorage.n, sessionStorage.s]") == ["3", "xxx"]
        second.run("localStorage.clear(); sessionStorage.clear()")
        second.reload()
        assert second.run("return [localStorage.n, sessionStorage.s]") == ["1", "x"], (
            "what a page forgot stays forgotten"
        )
        after = second.state()
        assert after.storage[site.url("", "localhost")].local == {"n": "1"}, (
            "origins not visited again are kept"
        )
        second.open(site.url("/other", "localhost"))
        assert second.run("return localStorage.n") == "2"


def test_restored_cookies_reach_the_first_request(options: BrowserOptions, site: Site) -> None:
    site.page("/", "hello", set_cookie="sid=42; HttpOnly")
    with BrowserSession.start(options, ["127.0.0.1"]) as first:
        first.open(site.url("/"))
        state = first.state()
    site.requests.clear()
    with BrowserSession.start(options, ["127.0.0.1"]) as second:
        second.restore(state)
        second.open(site.url("/"))
    assert site.requests[0].cookie == "sid=42"


def test_storage_of_left_origins_is_read_without_asking_them(options: BrowserOptions, site: Site) -> None:
    hop = site.url("/end", "localhost")
    site.page("/end", "end")
    start = site.page("/", f"<script>localStorage.k = 'v'; setTimeout(() => location = '{hop}', 50)</script>")
    with BrowserSession.start(options, ["127.0.0.1"]) as session:
        session.open(start)
        deadline = time.monotonic() + 5
        while session.url != hop and time.monotonic() < deadline:
            time.sleep(0.05)
        site.requests.clear()
        assert session.state().storage[site.url("")].local == {"k": "v"}
        assert [request.path for request in site.requests if request.path != "/favicon.ico"] == []
        assert session.url == hop


def test_evidence_shows_the_page_but_no_secret(shared_session: BrowserSession, site: Site) -> None:
    token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc123def456"
    shared_session.open(
        site.page(
            "/",
            "<h1>Vos factures</h1><input id=p type=password><input id=u value=bob@example.fr>"
            f"<p id=e>{token}</p>"
            f"<script>var t = '{token}'</script><input type=hidden value={token}>",
        )
        + f"?session={token}"
    )
    shared_session.type("#p", "hunter2 secret", secret=True)
    shared_session.run("document.body.append('you typed ' + p.value)")
    got = shared_session.evidence("../../odd name")
    assert got.path_html is not None and got.path_png is not None
    source = got.path_html.read_text()
    assert "Vos factures" in source
    assert not [word for word in ("hunter2", "bob@", token, "eyJ") if word in source]
    assert got.path_html.parent == shared_session.options.work_dir / "evidence"
    for path in (got.path_html, got.path_png):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert got.path_png.read_bytes().startswith(b"\x89PNG")
    assert shared_session.run("return document.querySelectorAll('[data-evidence-style]').length") == 0
    assert shared_session.evidence("../../odd name").path_html != got.path_html
    assert "hunter2" not in shared_session.page_source_masked()


def test_the_picture_hides_what_was_typed(shared_session: BrowserSession, site: Site) -> None:
    def picture(typed: str, secret: bool) -> bytes:
        shared_session.open(site.page("/", "<style>*{caret-color:transparent}</style><input id=p size=40>"))
        shared_session.type("#p", typed, secret=secret)
        shared_session.run("document.activeElement.blur()")
        path = shared_session.evidence("picture").path_png
        assert path is not None
        return path.read_bytes()

    assert picture("WWWWWWWWWWWWWWWW", False) == picture("iiii", False)


def test_scripts_and_network_can_be_switched_off(options: BrowserOptions, site: Site, tmp_path: Path) -> None:
    url = site.page("/", "<p id=p>static</p><script>p.textContent = 'ran'</script>")
    with BrowserSession.start(replace(options, scripts=False), ["127.0.0.1"]) as session:
        session.open(url)
        assert session.run("return document.querySelector('p').textContent") == "static"
    site.requests.clear()
    saved = tmp_path / "page.html"
    saved.write_text(
        f"<title>saved</title><img src='{site.url('/x')}'><script src='{site.url('/y')}'></script>"
    )
    with BrowserSession.start(replace(options, offline=True), ["127.0.0.1"]) as session:
        session.open(saved.as_uri())
        assert session.title == "saved"
        with pytest.raises(PageUnreachableError):
            session.open(site.url("/"))
        with pytest.raises(PageUnreachableError):
            session.open("https://example.com/")
    assert site.requests == []


def test_the_language_is_asked_for(options: BrowserOptions, site: Site) -> None:
    with BrowserSession.start(replace(options, language="de-DE"), ["127.0.0.1"]) as session:
        session.open(site.page("/", "x"))
        assert session.run("return navigator.languages")[:2] == ["de-DE", "de"]
