from __future__ import annotations

import base64
import html
import json
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.adapters.redaction import Redactor

SECRET = "Pä$$ w0rd\\\"'&<é/+"


def redactor(*values: str) -> Redactor:
    redactor = Redactor()
    redactor.add(values)
    return redactor


FORMS = {
    "plain": lambda s: s,
    "percent": lambda s: quote(s, safe=""),
    "lower percent": lambda s: quote(s, safe="").lower() if s.islower() else quote(s, safe="'"),
    "browser": lambda s: quote(s, safe="!'()*~"),
    "form": quote_plus,
    "json": json.dumps,
    "json utf-8": lambda s: json.dumps(s, ensure_ascii=False),
    "json of javascript": lambda s: json.dumps(s).replace("/", "\\/"),
    "html": html.escape,
    "python": repr,
    "python bytes": lambda s: repr(s.encode()),
    "base64": lambda s: base64.b64encode(s.encode()).decode(),
    "urlsafe base64": lambda s: base64.urlsafe_b64encode(s.encode()).decode(),
    "basic authentication": lambda s: base64.b64encode(f"jean:{s}".encode()).decode(),
    "list of characters": lambda s: repr(list(s)),
    "list of characters in json": lambda s: json.dumps(list(s)),
}
SECRETS = [SECRET, "correct horse", "n" * 200, "ünïcödé", "tab\tand\nline", "😀😀😀😀", "a+b=c&d;e", "123456"]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("form", FORMS)
def test_no_form_of_a_secret_remains(form: str, secret: str) -> None:
    written = FORMS[form](secret)
    cleaned = redactor(secret).clean(f"before {written} after")
    assert "***" in cleaned
    assert cleaned.startswith("before ") and cleaned.endswith(" after")
    # Base64 leaves at most a character at each end, which is shared with what stands beside.
    core = written[4:-5] if "base64" in form or "authentication" in form else written.strip("\"'b[]")
    assert not core or core not in cleaned


@settings(deadline=None)
@given(secret=st.text(min_size=4, max_size=30).filter(str.strip), around=st.text(max_size=20))
def test_any_secret_in_any_text(secret: str, around: str) -> None:
    cleaner = redactor(secret)
    for form in ("plain", "form", "json", "python"):
        written = FORMS[form](secret)
        cleaned = cleaner.clean(f"{around} {written} {around}")
        assert cleaned.count("***") >= 1


def test_a_secret_within_a_longer_one_reveals_nothing() -> None:
    assert redactor("pass", "password1", "word1").clean("password1 pass word1") == "*** *** ***"


@pytest.mark.parametrize("secret", ["1", "42", "abc"])
def test_short_secrets_are_masked_as_words(secret: str) -> None:
    cleaned = redactor(secret).clean(f"page{secret} code {secret}, ({secret})")
    assert cleaned == f"page{secret} code ***, (***)"


@pytest.mark.parametrize("blank", ["", " ", "\n"])
def test_blanks_are_no_secrets(blank: str) -> None:
    assert redactor(blank).clean("a b\nc") == "a b\nc"


def test_telling_a_secret_twice_changes_nothing() -> None:
    cleaner = redactor("hunter22")
    cleaner.add(["hunter22"])
    assert cleaner.clean("hunter22 x") == "*** x"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Cookie: a=b; c=d", "Cookie: ***"),
        ("> set-cookie: sid=1; Path=/\nHost: x", "> set-cookie: ***\nHost: x"),
        ("Authorization: Bearer abc", "Authorization: ***"),
        ("X-CSRF-Token: abc", "X-CSRF-Token: ***"),
        ("{'Cookie': 'a=b', 'Accept': '*'}", "{'Cookie': ***"),
        ('{"password": "abc", "page": 2}', '{"password": "***", "page": 2}'),
        ('{\\"password\\": \\"abc\\"}', '{\\"password\\": \\"***\\"}'),
        ("client_secret=abc&x=1", "client_secret=***&x=1"),
        ("https://u:p@a.example/x", "https://***@a.example/x"),
        ("GET /x?page=2&token=abc&year=2026#sid=1", "GET /x?page=2&token=***&year=2026#sid=***"),
        ("/callback?code=4/abc&state=xyz", "/callback?code=***&state=***"),
        ("/d?k=a1b2c3d4e5f6a7b8c9d0e1&n=invoice", "/d?k=***&n=invoice"),
        ("jwt eyJhbGciOiJI.eyJzdWIi.c2lnbg end", "jwt *** end"),
    ],
)
def test_what_looks_like_a_credential_is_masked(text: str, cleaned: str) -> None:
    assert redactor().clean(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "phase listing",
        "visit ended: wrong_credentials Counts(listed=3, new=0)",
        "https://a.example/factures?page=2&year=2026",
        "document not taken: empty ('Facture 12 : 30,00 €')",
        "code: portal_changed",
    ],
)
def test_ordinary_lines_stay_as_they_are(text: str) -> None:
    assert redactor().clean(text) == text


def test_a_form_that_is_sent_is_masked_also_unknown() -> None:
    assert "s3cr3t" not in redactor().clean(urlencode({"user": "jean", "passwd": "s3cr3t"}))
