"""Files are taken by the browser's own events, wherever the download begins."""

from __future__ import annotations

import base64
import stat

import pytest

from connectors.browser.errors import FetchFailedError, HostNotAllowedError
from connectors.browser.session import BrowserSession
from tests.contract.browser.conftest import Answer, Request, Site, needs_browser

pytestmark = [pytest.mark.browser, needs_browser]

PDF = b"%PDF-1.4\n%%EOF\n" + b"x" * 5000


def attach(site: Site, path: str, name: str, body: bytes = PDF) -> str:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    site.pages[path] = Answer(body, "application/octet-stream", headers=headers)
    return site.url(path)


def test_a_click_gives_the_file(shared_session: BrowserSession, site: Site) -> None:
    url = attach(site, "/file", "facture 1.pdf")
    shared_session.open(site.page("/", "<a id=a href=/file>x</a>"))
    with shared_session.expect_download() as watch:
        shared_session.click("#a")
        got = watch.result(10)
    assert got is not None
    assert (got.suggested_name, got.url, got.bytes) == ("facture 1.pdf", url, len(PDF))
    assert got.path.read_bytes() == PDF
    assert stat.S_IMODE(got.path.parent.stat().st_mode) == 0o700


def test_a_pdf_is_saved_not_shown_even_in_a_new_tab(shared_session: BrowserSession, site: Site) -> None:
    site.pages["/doc"] = Answer(PDF, "application/pdf")
    shared_session.open(site.page("/", "<a id=a target=_blank href=/doc>x</a>"))
    with shared_session.expect_download() as watch:
        shared_session.click("#a")
        got = watch.result(10)
    assert got is not None and got.path.read_bytes() == PDF
    shared_session.opened_tab()
    shared_session.close_tab()
    assert shared_session.url == site.url("/")


def test_a_download_in_a_tab_that_stays_is_seen(shared_session: BrowserSession, site: Site) -> None:
    attach(site, "/file", "a.pdf")
    site.page("/viewer", "<a id=b href=/file>save</a>")
    shared_session.open(site.page("/", "<a id=a target=_blank href=/viewer>x</a>"))
    shared_session.click("#a")
    assert shared_session.opened_tab(5)
    shared_session.settle()
    with shared_session.expect_download() as watch:
        shared_session.click("#b")
        got = watch.result(10)
    shared_session.close_tab()
    assert got is not None and got.path.read_bytes() == PDF
    assert shared_session.url == site.url("/")


@pytest.mark.parametrize(
    "page",
    [
        "<form method=post action=/file><button id=a>x</button></form>",
        "<button id=a onclick=\"let l=document.createElement('a');"
        "l.href=window.URL.createObjectURL(new Blob([atob('DATA')]));"
        "l.download='b.pdf';l.click()\">x</button>",
        "<a id=a download=c.pdf href='data:application/pdf;base64,DATA'>x</a>",
    ],
)
def test_posts_blobs_and_data_are_downloads_too(
    shared_session: BrowserSession, site: Site, page: str
) -> None:
    attach(site, "/file", "a.pdf")
    shared_session.open(site.page("/", page.replace("DATA", base64.b64encode(PDF).decode())))
    with shared_session.expect_download() as watch:
        shared_session.click("#a")
        got = watch.result(10)
    assert got is not None and got.path.read_bytes() == PDF


def test_two_files_of_one_click_are_both_given(shared_session: BrowserSession, site: Site) -> None:
    attach(site, "/1", "1.pdf", b"one")
    attach(site, "/2", "2.pdf", b"two")
    script = "for (const n of [1, 2]) { let l = document.createElement('a'); l.href = '/' + n;"
    script += " l.download = n; l.click(); }"
    shared_session.open(site.page("/", f'<button id=a onclick="{script}">x</button>'))
    with shared_session.expect_download() as watch:
        shared_session.click("#a")
        files = [watch.result(10), watch.result(10)]
    assert {file.path.read_bytes() for file in files if file} == {b"one", b"two"}


def test_no_download_is_known_quickly(shared_session: BrowserSession, site: Site) -> None:
    shared_session.open(site.page("/", "<button id=a>x</button>"))
    with shared_session.expect_download() as watch:
        shared_session.click("#a")
        assert watch.result(30, begin_s=0.2) is None


def test_a_cut_download_is_no_file(shared_session: BrowserSession, site: Site) -> None:
    attach(site, "/file", "a.pdf")
    answer = site.pages["/file"]
    assert isinstance(answer, Answer)
    answer.headers["content-range"] = "bytes 0-10/20"
    answer.headers["transfer-encoding"] = "chunked"  # and then no chunk
    shared_session.open(site.page("/", "<a id=a href=/file>x</a>"))
    with shared_session.expect_download() as watch:
        shared_session.click("#a")
        assert watch.result(5, begin_s=2) is None


def test_opening_the_address_of_a_file_downloads_it(shared_session: BrowserSession, site: Site) -> None:
    url = attach(site, "/file", "a.pdf")
    shared_session.open(site.page("/", "start"))
    with shared_session.expect_download() as watch:
        shared_session.open(url)
        got = watch.result(10)
    assert got is not None and got.path.read_bytes() == PDF


def test_fetch_in_page_brings_bytes_with_cookies(shared_session: BrowserSession, site: Site) -> None:
    def answer(request: Request) -> Answer:
        found = Answer(bytes(range(256)), "application/pdf", headers={"x-name": "n"})
        return found if "sid=1" in request.cookie else Answer(b"", status=403)

    site.pages["/file"] = answer
    shared_session.open(site.page("/", "start", set_cookie="sid=1; HttpOnly"))
    got = shared_session.fetch_in_page("/file")
    assert (got.status, got.content_type, got.body) == (200, "application/pdf", bytes(range(256)))
    assert got.headers["x-name"] == "n" and got.url == site.url("/file")


def test_fetch_in_page_reads_blobs_and_posts(shared_session: BrowserSession, site: Site) -> None:
    site.pages["/echo"] = lambda request: Answer(request.method.encode() + request.body)
    shared_session.open(site.page("/", "start"))
    blob = shared_session.run("return URL.createObjectURL(new Blob(['abc'], {type: 'text/plain'}))")
    assert shared_session.fetch_in_page(blob).body == b"abc"
    assert shared_session.fetch_in_page("/echo", "POST", "data").body == b"POSTdata"


def test_fetch_in_page_fails_clearly(shared_session: BrowserSession, site: Site) -> None:
    shared_session.open(site.page("/", "start"))
    with pytest.raises(HostNotAllowedError):
        shared_session.fetch_in_page(site.url("/file", "localhost"))
    with pytest.raises(FetchFailedError):
        shared_session.fetch_in_page("http://127.0.0.1:1/")


def test_a_page_becomes_a_pdf_and_a_picture(shared_session: BrowserSession, site: Site) -> None:
    shared_session.open(site.page("/", "<h1>Facture</h1>"))
    assert shared_session.print_pdf().startswith(b"%PDF")
    assert shared_session.screenshot().startswith(b"\x89PNG")
    assert shared_session.screenshot("jpeg").startswith(b"\xff\xd8")
