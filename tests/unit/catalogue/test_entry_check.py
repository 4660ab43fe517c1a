from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.portals import EntryError, FetchMethod, Support
from connectors.catalogue.entry_check import check_entries, load_portal
from connectors.catalogue.yaml_source import MAX_BYTES, UnreadableEntryError

SMALLEST = "id: shop\nname: Shop\nhomepage: https://shop.example/\n"


def write(folder: Path, text: str, name: str = "shop.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def errors_of(folder: Path, text: str, name: str = "shop.yaml") -> list[tuple[int, str, str]]:
    found = check_entries([write(folder, text, name)])
    return [(error.line, error.field, error.code) for error in found]


def test_the_smallest_entry(tmp_path: Path) -> None:
    portal = load_portal(write(tmp_path, SMALLEST))
    assert (portal.id, portal.name, portal.homepage) == ("shop", "Shop", "https://shop.example/")
    assert portal.hosts == ("shop.example",)
    assert portal.support is Support.UNVERIFIED


@pytest.mark.parametrize("field", ["login_url", "documents_url"])
def test_any_address_will_do(tmp_path: Path, field: str) -> None:
    portal = load_portal(
        write(tmp_path, f"id: shop\nname: Shop\n{field}: https://in.shop.example:444/a/b?c\n")
    )
    assert getattr(portal, field) == "https://in.shop.example:444/a/b?c"
    assert portal.homepage == "https://in.shop.example:444/"


_WHOLE = """\
id: shop
name: Été & fils
aliases: [1984, "off"]
homepage: https://shop.example/
hosts: [LOGIN.example.com., écoles.example, localhost]
countries: [NO, FR]
categories: [energy, other]
two_factor: [totp]
fields:
  - {key: number, label: {fr: Numéro}, secret: true, required: false, pattern: "[0-9]{3}", help: {en: Top}}
  - {key: region}
advice:
  fr: |
    Une ligne.
    Une autre.
support: verified
verified_on: 2025-01-31
verified_with: 1.2.0
steps:
  login: {open: .o, username: "#u", password: "#p", submit: "button[type='submit']", remember: "#r"}
  code: {input: "#c", submit: "#s", trust: "#t", resend: "#n"}
  signed_in: a[href$="/logout"]
  documents:
    open: [Mes factures, "nav > a"]
    row: tr
    number: .n
    issued: .i
    total: .t
    detail: .d
    file: a[href^="javascript:"]
    next: .next
    empty: .none
    year: select
  fetch: {method: print}
"""


def test_every_field_arrives(tmp_path: Path) -> None:
    portal = load_portal(write(tmp_path, _WHOLE))
    assert portal.name == "Été & fils"
    assert portal.aliases == ("1984", "off")
    assert portal.hosts == ("shop.example", "login.example.com", "xn--coles-9ra.example", "localhost")
    assert portal.countries == ("NO", "FR")
    assert portal.categories == ("energy", "other")
    assert portal.two_factor == ("totp",)
    number, region = portal.fields
    assert (number.key, number.label, number.secret, number.required) == (
        "number",
        {"fr": "Numéro"},
        True,
        False,
    )
    assert (number.pattern, number.help) == ("[0-9]{3}", {"en": "Top"})
    assert (region.label, region.secret, region.required, region.pattern) == ({}, False, True, None)
    assert portal.advice == {"fr": "Une ligne.\nUne autre."}
    assert (portal.support, portal.verified_on, portal.verified_with) == (
        Support.VERIFIED,
        date(2025, 1, 31),
        "1.2.0",
    )


def test_every_step_arrives(tmp_path: Path) -> None:
    steps = load_portal(write(tmp_path, _WHOLE)).steps
    assert (steps.login.open, steps.login.username, steps.login.password) == (".o", "#u", "#p")
    assert (steps.login.submit, steps.login.remember) == ("button[type='submit']", "#r")
    assert (steps.code.input, steps.code.submit, steps.code.trust, steps.code.resend) == (
        "#c",
        "#s",
        "#t",
        "#n",
    )
    assert steps.signed_in == 'a[href$="/logout"]'
    documents = steps.documents
    assert documents.open == ("Mes factures", "nav > a")
    assert (documents.row, documents.number, documents.issued, documents.total) == ("tr", ".n", ".i", ".t")
    assert (documents.detail, documents.file) == (".d", 'a[href^="javascript:"]')
    assert (documents.next, documents.empty, documents.year) == (".next", ".none", "select")
    assert steps.fetch.method is FetchMethod.PRINT


def test_a_field_left_empty_is_a_field_left_out(tmp_path: Path) -> None:
    portal = load_portal(
        write(tmp_path, SMALLEST + "hosts:\nadvice: ~\nsteps:\n  login:\n    open: null\nsupport:\n")
    )
    assert portal == load_portal(write(tmp_path, SMALLEST))


@pytest.mark.parametrize(
    ("line", "field", "code"),
    [
        ("homepag: https://a.example/", "homepag", "unknown_key"),
        ("login_url: javascript:alert(1)", "login_url", "script_refused"),
        ('login_url: "java\\nscript:alert(1)"', "login_url", "script_refused"),
        ("login_url: JavaScript://a.example/%0Aalert(1)", "login_url", "script_refused"),
        ("login_url: data:text/html,x", "login_url", "script_refused"),
        ("login_url: file:///etc/passwd", "login_url", "script_refused"),
        ("login_url: ftp://a.example/", "login_url", "address_invalid"),
        ("login_url: a.example/login", "login_url", "address_invalid"),
        ("login_url: https://user:word@a.example/", "login_url", "address_invalid"),
        ('login_url: "https://a.example\\\\@b.example/"', "login_url", "address_invalid"),
        ("login_url: http://a.example/", "login_url", "address_not_https"),
        ("login_url: 12", "login_url", "address_invalid"),
        ("login_url: [https://a.example/]", "login_url", "wrong_type"),
        ("hosts: a.example", "hosts", "wrong_type"),
        ("hosts: [https://a.example]", "hosts.0", "host_invalid"),
        ("hosts: [a.example, a.example/path]", "hosts.1", "host_invalid"),
        ("hosts: ['*.a.example']", "hosts.0", "host_invalid"),
        ("hosts: ['a.example:443']", "hosts.0", "host_invalid"),
        ("hosts: [com]", "hosts.0", "host_invalid"),
        ("countries: [FR, UK]", "countries.1", "unknown_country"),
        ("countries: [fr]", "countries.0", "unknown_country"),
        ("categories: [energie]", "categories.0", "unknown_category"),
        ("two_factor: [otp]", "two_factor.0", "unknown_two_factor"),
        ("support: perhaps", "support", "unknown_value"),
        ("support: verified", "", "trial_missing"),
        ("support: verified\nverified_on: 2025-01-31", "", "trial_missing"),
        ("verified_on: yesterday", "verified_on", "date_invalid"),
        ("verified_on: 31/01/2025", "verified_on", "date_invalid"),
        ("advice: Take care", "advice", "wrong_type"),
        ("advice: {french: Attention}", "advice.french", "language_invalid"),
        ("advice: {fr: '<b>Attention</b>'}", "advice.fr", "text_invalid"),
        ('advice: {fr: "\\u202EAttention"}', "advice.fr", "text_invalid"),
        ("advice: {fr: '  '}", "advice.fr", "text_invalid"),
        ("aliases: ['']", "aliases.0", "text_invalid"),
        ('aliases: ["a\\nb"]', "aliases.0", "text_invalid"),
        (f"aliases: [{'a' * 81}]", "aliases.0", "too_long"),
        ("categories: [other, other, other, other, other, other]", "categories", "too_long"),
        ("fields: [{key: Number}]", "fields.0.key", "form_invalid"),
        ("fields: [{key: password}]", "fields.0.key", "key_reserved"),
        ("fields: [{label: {fr: a}}]", "fields.0.key", "missing"),
        ("fields: [{key: a, pattern: '['}]", "fields.0.pattern", "pattern_invalid"),
        ("fields: [{key: a, secret: perhaps}]", "fields.0.secret", "wrong_type"),
        ("fields: [{key: a}, {key: a}]", "", "duplicate_field"),
        ("fields: [number]", "fields.0", "wrong_type"),
        ("steps: {signed_in: '//a'}", "steps.signed_in", "selector_invalid"),
        ("steps: {signed_in: 'a[href'}", "steps.signed_in", "selector_invalid"),
        ("steps: {signed_in: 'a)'}", "steps.signed_in", "selector_invalid"),
        ("steps: {signed_in: 'a[b=\"]'}", "steps.signed_in", "selector_invalid"),
        ("steps: {signed_in: 'a\\'}", "steps.signed_in", "selector_invalid"),
        ("steps: {signed_in: ' '}", "steps.signed_in", "selector_invalid"),
        ("steps: {documents: {open: ['']}}", "steps.documents.open.0", "text_invalid"),
        ("steps: {fetch: {method: script}}", "steps.fetch.method", "unknown_value"),
        ("steps: {script: 'alert(1)'}", "steps.script", "unknown_key"),
        ("advice: !!python/name:os.system x", "", "yaml_syntax"),
        ("advice: !!timestamp x", "", "yaml_syntax"),
        ("advice: !!binary x", "", "yaml_syntax"),
        ("advice: !!map [x]", "", "yaml_syntax"),
        ("fields: [{key: a, secret: !!bool {}}]", "", "yaml_syntax"),
        ("advice: {fr: a", "", "yaml_syntax"),
        ("aliases: [&a [x], *a]", "", "alias_refused"),
        (f"advice: {'[' * 60_000}", "", "too_deep"),
        (f"{'- ' * 30_000}", "", "yaml_syntax"),
        (f"a:\n  {'? ' * 20_000}", "", "too_deep"),
        ("null: a", "", "key_refused"),
        ("fields: [{key: a, ~: b}]", "fields.0", "key_refused"),
        ("true: a", "", "key_refused"),
        ("name: Again", "name", "duplicate_key"),
        ("steps: {login: {open: a, open: b}}", "steps.login.open", "duplicate_key"),
        ("? [a]\n: b", "", "key_refused"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, line: str, field: str, code: str) -> None:
    found = errors_of(tmp_path, SMALLEST + line + "\n")
    assert (field, code) in [error[1:] for error in found]
    assert all(error[2] != "yaml_syntax" for error in found) or code == "yaml_syntax"


def test_a_selector_may_hold_quoted_and_escaped_brackets(tmp_path: Path) -> None:
    selector = "a[title=\"(]\"]:not(.b\\)) > c[d='\\'']"
    text = SMALLEST + "steps:\n  signed_in: >-\n    " + selector + "\n"
    assert load_portal(write(tmp_path, text)).steps.signed_in == selector


def test_errors_name_their_line(tmp_path: Path) -> None:
    text = """\
# a comment
id: shop
name: Shop
homepage: https://shop.example/
hosts:
  - a.example
  - b.example/path
steps:
  login:
    usernam: "#u"
advice:
  EN: text
  fr: <b>
fields:
  - label: {fr: a}
"""
    assert sorted(errors_of(tmp_path, text)) == [
        (7, "hosts.1", "host_invalid"),
        (10, "steps.login.usernam", "unknown_key"),
        (12, "advice.EN", "language_invalid"),
        (13, "advice.fr", "text_invalid"),
        (15, "fields.0.key", "missing"),
    ]


def test_a_syntax_error_names_its_line(tmp_path: Path) -> None:
    assert errors_of(tmp_path, "id: shop\nname: Shop\nhosts: [a\nadvice: b\n") == [(4, "", "yaml_syntax")]
    assert errors_of(tmp_path, "id: shop\nname: \x07\n")[0][2] == "yaml_syntax"


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("homepge: x", "homepage"),
        ("steps: {logn: {}}", "login"),
        ("steps: {documents: {rows: tr}}", "row"),
        ("fields: [{key: a, lable: {}}]", "label"),
        ("zzz: x", None),
        ("categories: [energie]", "energy"),
        ("countries: [fr]", "FR"),
        ("two_factor: [authenticator]", None),
        ("advice: {fr: a, en: {x: b}}", None),
    ],
)
def test_the_nearest_known_word_is_proposed(tmp_path: Path, line: str, suggestion: str | None) -> None:
    (error,) = check_entries([write(tmp_path, SMALLEST + line + "\n")])
    assert error.suggestion == suggestion


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_mapping"),
        ("- id: shop\n", "not_a_mapping"),
        ("just text\n", "not_a_mapping"),
        ("id: shop\nname: Shop\n", "address_missing"),
        ("name: Shop\nhomepage: https://shop.example/\n", "missing"),
        ("id: Shop_1\nname: Shop\nhomepage: https://shop.example/\n", "form_invalid"),
        (SMALLEST.replace("id: shop", "id: store"), "id_not_file_name"),
        (SMALLEST + "#" * MAX_BYTES, "too_large"),
        (SMALLEST + "---\n" + SMALLEST, "yaml_syntax"),
    ],
)
def test_files_that_are_no_entry(tmp_path: Path, text: str, code: str) -> None:
    assert [error[2] for error in errors_of(tmp_path, text)] == [code]


def test_the_file_name_is_proposed_as_the_id(tmp_path: Path) -> None:
    path = write(tmp_path, "name: Shop\n" + SMALLEST.replace("id: shop\nname: Shop", "id: store"))
    (error,) = check_entries([path])
    assert error == EntryError(
        str(path), 2, "id", "id_not_file_name", "The id must be the file's name: shop", suggestion="shop"
    )


def test_an_id_is_given_once(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    first = write(tmp_path, SMALLEST)
    second = write(tmp_path / "other", "\n" + SMALLEST)
    (error,) = check_entries([first, second, first])
    assert (error.file, error.line, error.field, error.code) == (str(second), 2, "id", "duplicate_id")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    missing, folder = tmp_path / "missing.yaml", tmp_path
    found = check_entries([missing, folder])
    assert [(error.file, error.code) for error in found] == [
        (str(missing), "unreadable"),
        (str(folder), "unreadable"),
    ]


def test_all_files_are_checked(tmp_path: Path) -> None:
    good = write(tmp_path, SMALLEST)
    bad = write(tmp_path, "id: bad\nname: Bad\nzzz: 1\n", "bad.yaml")
    assert [error.file for error in check_entries([bad, good])] == [str(bad)]
    assert check_entries([good]) == ()


def test_the_exception_names_the_errors(tmp_path: Path) -> None:
    path = write(tmp_path, SMALLEST + "zzz: 1\nyyy: 2\n")
    with pytest.raises(UnreadableEntryError) as caught:
        load_portal(path)
    assert len(caught.value.errors) == 2
    assert f"{path}:4 unknown_key" in str(caught.value)
