"""Finer points of reading sign-in pages: what must not be taken for something it only resembles."""

from __future__ import annotations

import pytest

from connectors.pages.code_channel import channel_of, where_of
from connectors.pages.html_tree import page_from_html
from connectors.pages.read import read_page
from connectors.pages.reading import PageState, Reading

URL = "https://portal.example/start"
LOGIN = "<form><h1>Log in</h1><input name=user><input type=password name=pw><button>Log in</button></form>"


def read(body: str, title: str = "Portal") -> Reading:
    return read_page(page_from_html(f"<html lang=en><title>{title}</title><body>{body}</body></html>", URL))


@pytest.mark.parametrize(
    "body",
    [
        "<p>This site is protected by reCAPTCHA.</p><a href=/x>Offers</a>",
        "<h1>Nos services</h1><p>Contrats de maintenance pour chaudières</p>",
        "<a href=/login>Sign in</a><p>We plan maintenance: on Sunday we are under maintenance.</p>",
        "<h1>Forfaits</h1><p>Choisissez votre offre</p><a href=/m>Mobile</a><a href=/e>E-mail</a>",
        "<form><h1>Voucher</h1><label>Code <input name=code maxlength=8></label><button>OK</button></form>",
        "<a class='user-menu' href=/account>Account</a><a href=/i>Invoices</a><a href=/o>Orders</a>",
        "<a href=/login>Log in</a><p>We've sent you an email with a link in it, once.</p>",
        "<a href=/login>Log in</a><h1>Terms of use</h1><button>Accept</button>",
        "<a href=/logout hidden></a><p>Hello</p>",
        "<p>Welcome to Acme</p><a href=/i>Invoices</a><a href=/o>Orders</a>",
        "<form><input name=code placeholder=Code maxlength=6>"
        "<input name=cardno placeholder='Card number'></form>",
        "<form><h1>Verify</h1><input name=otp disabled></form>",
    ],
)
def test_what_only_resembles_a_state_is_unknown(body: str) -> None:
    assert read(body).state is PageState.UNKNOWN


@pytest.mark.parametrize(
    "sentence",
    [
        "If you type a wrong password three times, your account will be locked.",
        "Après 3 tentatives, votre compte est bloqué : mot de passe incorrect.",
        "No account? Create one!",
        "Passwort falsch eingegeben?",
    ],
)
def test_warnings_and_questions_are_no_outcome(sentence: str) -> None:
    reading = read(LOGIN.replace("<button>", f"<p class=message>{sentence}</p><p>{sentence}</p><button>"))
    assert (reading.state, reading.rejected) == (PageState.LOGIN, None)


def test_a_form_inside_the_account_is_no_sign_in_form() -> None:
    settings = """<a href=/logout>Log out</a><form><h1>Settings</h1><input type=email name=email>
    <input type=password autocomplete=current-password><button>Save</button></form>"""
    assert read(settings).state is PageState.SIGNED_IN
    assert read(settings.replace("Save", "Log in")).state is PageState.LOGIN
    form = (
        "<form><h1>{}</h1><input type=password name=old><input type=password name=new>"
        "<button>Save</button></form>"
    )
    assert read("<a href=/logout>Log out</a>" + form.format("Profile")).state is PageState.SIGNED_IN
    assert (
        read("<a href=/logout>Log out</a>" + form.format("Password expired")).state is PageState.NEW_PASSWORD
    )


@pytest.mark.parametrize(
    ("body", "pressed"),
    [
        ("<div id=didomi-host><button>Agree</button><button>✕</button></div>", "✕"),
        (
            "<div><p>Nous utilisons des cookies pour mesurer l’audience.</p><button>Accepter</button></div>",
            "Accepter",
        ),
        (
            "<div><p>Nous et nos partenaires traitons des données personnelles.</p>"
            "<button>Refuser</button></div>",
            "Refuser",
        ),
        ("<nav class=cookie-bar><button>OK</button></nav>", "OK"),
    ],
)
def test_banners_are_closed_by_the_mildest_control(body: str, pressed: str) -> None:
    page = page_from_html(body, URL)
    banner = read_page(page).banner
    assert banner is not None and page.label(banner) == pressed


@pytest.mark.parametrize(
    "body",
    [
        "<div><button>×</button><p>Cookies are great, said the baker of this village.</p></div>",
        "<footer><p>We use cookies, as everybody does on the web.</p><button>OK</button></footer>",
        "<div><form><input type=email name=mail><button>OK</button></form>"
        "<p>We use cookies on our pages.</p></div>",
        "<div role=dialog><h2>Privacy policy</h2><p>Terms of use, personal data, partners.</p>"
        "<button>Decline</button></div>",
        "<div><p>Cookies and what we do with them: nothing.</p>"
        "<button>Reject all of the many things that are written on this quite overlong button</button></div>",
        f"<div>{'<p>cookie cookie cookie</p>' * 300}<div><button>OK</button></div></div>",
        "<section>" * 12 + "<button>Accept</button>" + "</section>" * 12,
    ],
)
def test_other_controls_are_no_banner(body: str) -> None:
    assert read(body).banner is None


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Enter the code from your authenticator app, we also sent an SMS", "app"),
        ("We sent an SMS to your phone, not an e-mail", "sms"),
        ("Receive a call", "call"),
        ("Sent to j***@x.org", "email"),
        ("Sent to 06 ** ** ** 42", "sms"),
        ("Enter it", "unknown"),
    ],
)
def test_channels(text: str, channel: str) -> None:
    assert channel_of(text) == channel


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("sent to +49 ••• •• 77.", "+49 ••• •• 77"),
        ("endet auf 77", "•• 77"),
        ("sent to jane@example.org now", "jane@example.org"),
        ("sent to you", ""),
        ("an xx42 gesendet", "xx42"),
    ],
)
def test_hidden_addresses(text: str, where: str) -> None:
    assert where_of(text) == where


def test_two_ways_are_offered_by_hidden_radios_and_one_by_a_link() -> None:
    choice = """<h1>Verify it's you</h1><p>Choose a method</p>
    <input type=radio id=a style="display:none" name=m>
    <label for=a>SMS to •• 12</label><input type=radio id=b style="display:none" name=m>
    <label for=b>E-mail</label>
    <input type=radio name=m value=key> Security key <a href=/h>Help</a><button>Other options</button>
    <button type=submit>Go</button>"""
    reading = read(choice)
    assert reading.state is PageState.CODE_CHANNEL
    assert [(o.channel, o.node.tag) for o in reading.channels] == [("sms", "label"), ("email", "label")]
    assert reading.channel_submit is not None and reading.channel_submit.get("type") == "submit"
    link = (
        "<h1>Two-factor authentication</h1><p>Choose a method</p><a href=/totp>Authenticator app</a>"
        "<a href=/b>Backup code</a>"
    )
    reading = read(link)
    assert [(o.channel, o.label) for o in reading.channels] == [("app", "Authenticator app")]
    assert reading.channel_submit is None
    single = """<h1>Verify your identity</h1><label><input type=radio checked> SMS to •• 12</label>
    <button>Send code</button>"""
    reading = read(single)
    assert [o.channel for o in reading.channels] == ["sms"] and reading.channel_submit is not None
    assert (
        read(
            "<h1>Two-factor authentication</h1><p>Choose a method</p><a href=mailto:x@y.z>E-mail</a>"
        ).channels
        == ()
    )


def test_a_code_field_before_a_user_name_waits_its_turn() -> None:
    body = (
        "<form><h1>Log in</h1><input name=username autocomplete=username{}>"
        "<input name=otp>{}<button>Log in</button></form>"
    )
    assert read(body.format("", "")).state is PageState.USERNAME_STEP
    assert read(body.format(" readonly", "")).state is PageState.CODE
    assert read(body.format("", "<input type=password name=p>")).state is PageState.LOGIN


def test_a_code_page_may_show_a_captcha_too() -> None:
    frame = '<iframe src="https://newassets.hcaptcha.com/captcha/v1" title=hCaptcha></iframe>'
    reading = read(f"<h1>Enter the code</h1><input autocomplete=one-time-code>{frame}")
    assert reading.state is PageState.CAPTCHA and reading.code is not None


def test_boxes_are_one_code_only_side_by_side() -> None:
    box = "<input maxlength=1 name=d>"
    assert (
        len(
            read(f"<h1>Enter the code</h1><div>{box * 6}</div><input name=q><div>{box * 2}</div>").code.inputs
        )
        == 6
    )  # type: ignore[union-attr]
    assert read(f"<div>{box * 3}</div><div>{box * 11}</div>").code is None


def test_the_reader_survives_a_page_without_anything() -> None:
    reading = read_page(page_from_html("", URL))
    assert (reading.state, reading.login, reading.code) == (PageState.UNKNOWN, None, None)


def test_the_button_is_looked_for_where_it_can_be() -> None:
    far = (
        "<div>" * 12
        + "<input name=user><input type=password name=pw>"
        + "</div>" * 12
        + "<button>Log in</button>"
    )
    assert read(f"<title>Log in</title><h1>Log in</h1>{far}").login is not None
    other = (
        "<form><h1>Log in</h1><input name=user>"
        "<input type=password name=pw autocomplete=current-password></form>"
        "<form><button>Log in</button></form><a href=/login>Log in</a>"
    )
    reading = read(other)
    assert reading.login is not None and reading.login.submit is None
    bare = read(
        "<form><h1>Log in</h1><input name=user><input type=password name=pw>"
        "<div class=btn>Log in</div></form>"
    )
    assert bare.login is not None and bare.login.submit is not None and bare.login.submit.tag == "div"
    wrapped = (
        "<h1>Log in</h1><input name=user><input type=password name=pw><label class=btn>"
        "<b class=button>Log in</b></label>"
    )
    assert read(wrapped).login is not None


def test_an_element_is_dressed_as_a_button_by_script_or_style() -> None:
    for dress in ("onclick='go()'", "ng-click='go()'", "class='btn btn-primary'"):
        form = (
            f"<form><h1>Log in</h1><input name=user><input type=password name=pw>"
            f"<span {dress}>Log in</span></form>"
        )
        login = read(form).login
        assert login is not None and login.submit is not None and login.submit.tag == "span"


@pytest.mark.parametrize(
    "form",
    [
        "<input type=email name=email><input type=password name=pw><input name=nick>"
        "<button>Register</button>",
        "<input type=email name=email><input type=password name=pw><a href=/in>Sign in</a>"
        "<button>Sign up</button>",
        "<h2>Create your account</h2><input name=email><input type=password name=pw>"
        "<button>Continue</button>",
        "<input name=user><input type=password name=pw placeholder='Choose a password'>"
        "<button>Continue</button>",
        "<input name=email><input name=name placeholder=Name><input type=password name=pw>"
        "<button>Continue</button>",
        "<input name=email><input type=password name=pw><label>"
        "<input type=checkbox> I agree to the terms</label>"
        "<button>Continue</button>",
    ],
)
def test_forms_that_make_an_account_get_no_password(form: str) -> None:
    assert read(f"<form id=f>{form}</form>").login is None


def test_a_user_name_behind_the_password_is_taken_only_when_it_says_so() -> None:
    form = "<form><h1>Log in</h1><input type=password name=pw>{}<button>Log in</button></form>"
    login = read(form.format("<label>E-mail <input name=mail></label>")).login
    assert login is not None and login.username is not None
    login = read(form.format("<input name=x>")).login
    assert login is not None and login.username is None


def test_fields_of_other_standard_purposes_are_no_user_name() -> None:
    form = "<form><h1>Log in</h1><input {}><input type=password name=pw><button>Log in</button></form>"
    for attributes in (
        "autocomplete=postal-code",
        "type=url name=user",
        "role=combobox name=city",
        "disabled name=user",
    ):
        login = read(form.format(attributes)).login
        assert login is not None and login.username is None, attributes
    login = read(form.format("name=u autocomplete=section-x-whatever")).login
    assert login is not None and login.username is not None


def test_formless_fields_far_apart_do_not_belong_together() -> None:
    far = (
        "<input name=user>"
        + "<p>x</p>" * 120
        + "<h1>Log in</h1><input type=password name=pw><button>Log in</button>"
    )
    login = read(far).login
    assert login is not None and login.username is None


def test_a_dialog_without_heading_about_terms_is_read_by_its_text() -> None:
    dialog = "<div role=alertdialog><p>We changed our terms of service.</p><button>I agree</button></div>"
    assert read(dialog).state is PageState.TERMS
    assert (
        read("<label><input type=checkbox> I accept the terms of use</label>" * 4).state is PageState.UNKNOWN
    )
    assert (
        read("<label><input type=checkbox> Remind me</label><button>Next</button>").state is PageState.UNKNOWN
    )


def test_the_way_out_is_told_by_words_before_addresses() -> None:
    assert read("<a href=/logout><i class=off></i></a>").sign_out is not None
    assert read("<a href=/logout>Help</a>").sign_out is None
    assert read("<a href=/x>You can log out of every device on this long-winded page</a>").sign_out is None
    assert read("<a href='#logout'></a>").state is PageState.SIGNED_IN


def test_the_best_way_in_is_chosen() -> None:
    page = page_from_html(
        "<a href=/account>My account</a><a href=mailto:x@y.z>Sign in help by mail</a>"
        "<a href=/register>Sign up</a>"
        "<footer><a href=/login>Log in</a></footer><a href=/login>Log in</a><input type=image alt='Log in'>",
        URL,
    )
    link = read_page(page).login_link
    assert link is not None and link.closest("footer") is None and page.label(link) == "Log in"
