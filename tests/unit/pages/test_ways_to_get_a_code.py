"""Which ways to get a code a page offers, and pages of their own that say what was refused."""

from __future__ import annotations

import pytest

from app.domain.portals import CodeSteps, LoginSteps, PortalSteps
from connectors.pages.code_channel import channel_of
from connectors.pages.read import read_page
from connectors.pages.reading import PageState, Reading
from connectors.pages.selected_sign_in import as_named, sign_in_selectors
from tests.unit.pages.trees import by_id, tree


def read(body: str) -> Reading:
    return read_page(tree(body))


@pytest.mark.parametrize(
    ("heading", "options", "button"),
    [
        ("Comment souhaitez-vous recevoir votre code ?", ("Par SMS au 06 •• 42", "Par e-mail"), "Continuer"),
        ("Wie möchten Sie Ihren Code erhalten?", ("Per SMS an •• 42", "Per E-Mail"), "Weiter"),
        ("How would you like to get your code?", ("Text message", "Email"), "Continue"),
    ],
)
def test_a_choice_needs_no_other_words_of_codes(heading: str, options: tuple[str, str], button: str) -> None:
    radios = "".join(f"<label><input type=radio name=m value={n}> {o}</label>" for n, o in enumerate(options))
    reading = read(f"<h1>{heading}</h1><form>{radios}<button>{button}</button></form>")
    assert reading.state is PageState.CODE_CHANNEL
    assert [option.channel for option in reading.channels] == ["sms", "email"]


@pytest.mark.parametrize("heading", ["Votre code postal", "How do you want to use your promo code?"])
def test_other_codes_are_no_choice_of_a_way(heading: str) -> None:
    options = "<label><input type=radio name=m> SMS</label><label><input type=radio name=m> E-mail</label>"
    body = f"<h1>{heading}</h1><form><p>Choisissez</p>{options}<button>OK</button></form>"
    assert read(body).state is PageState.UNKNOWN


@pytest.mark.parametrize(
    ("label", "channel"),
    [
        ("Valider dans l'application mobile", "push"),
        ("Approve in the mobile app", "push"),
        ("In der App freigeben", "push"),
        ("Le code affiché par l'application mobile", "app"),
        ("Approve with the code of your authenticator app", "app"),
        ("Avec mon application d'authentification", "app"),
    ],
)
def test_an_approval_is_told_from_a_code_of_an_app(label: str, channel: str) -> None:
    assert channel_of(label) == channel


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("Identifiant ou mot de passe incorrect.", PageState.WRONG_CREDENTIALS),
        ("The password you entered is incorrect.", PageState.WRONG_CREDENTIALS),
        ("Passwort oder Benutzername ist falsch.", PageState.WRONG_CREDENTIALS),
        ("If your password is wrong, ask for a new one.", PageState.UNKNOWN),
        ("Please enter your password to go on.", PageState.UNKNOWN),
    ],
)
def test_a_refusal_may_have_a_page_of_its_own(sentence: str, state: PageState) -> None:
    body = f"<h1>Oops</h1><p>{sentence}</p><a href=/login>Sign in</a><footer><input name=newsletter></footer>"
    assert read(body).state is state


def test_a_long_page_that_also_speaks_of_wrong_passwords_refuses_nothing() -> None:
    body = "<h1>FAQ</h1><p>The password you entered is incorrect.</p>" + "<p>Many more words.</p>" * 100
    assert read(body).state is PageState.UNKNOWN


STEPS = PortalSteps(
    login=LoginSteps(open="#in", username="#a", password="#b", submit="#s"),
    code=CodeSteps(input=".box", submit="#go", trust="#keep", resend="#again"),
)


def test_selectors_of_an_entry_have_names() -> None:
    assert sign_in_selectors(STEPS) == {
        "login.open": "#in",
        "login.username": "#a",
        "login.password": "#b",
        "login.submit": "#s",
        "code.input": ".box",
        "code.submit": "#go",
        "code.trust": "#keep",
        "code.resend": "#again",
    }
    assert sign_in_selectors(PortalSteps()) == {}


def named(body: str, **marks: str) -> tuple[Reading, dict[str, object]]:
    """The reading with the nodes of these ids marked as the entry's, and those nodes."""
    page = tree(body)
    nodes = {}
    for identity, name in marks.items():
        nodes[identity] = by_id(page, identity)
        nodes[identity].attrs["#match"] = name.replace("__", ".")
    return as_named(page, read_page(page)), dict(nodes)


def test_an_entry_names_fields_that_say_nothing() -> None:
    reading, nodes = named(
        "<div><input id=a><input id=b><span id=s>▶</span></div>",
        a="login.username",
        b="login.password",
        s="login.submit",
    )
    assert reading.state is PageState.LOGIN
    assert reading.login is not None
    found = (reading.login.username, reading.login.password, reading.login.submit)
    assert found == (nodes["a"], nodes["b"], nodes["s"])


@pytest.mark.parametrize(
    ("name", "state"),
    [("login.username", PageState.USERNAME_STEP), ("login.password", PageState.PASSWORD_STEP)],
)
def test_an_entry_may_name_the_fields_of_two_pages(name: str, state: PageState) -> None:
    reading, _ = named("<div><input id=x></div>", x=name)
    assert reading.state is state


def test_what_a_page_says_counts_more_than_named_fields() -> None:
    body = """<form><h1>Log in</h1><p class=error>Wrong password.</p><input id=a name=user>
    <input id=b type=password><button>Log in</button></form>"""
    reading, _ = named(body, a="login.username", b="login.password")
    assert reading.state is PageState.WRONG_CREDENTIALS


def test_an_entry_names_the_controls_of_a_code() -> None:
    reading, nodes = named(
        "<p class=error>Wrong code.</p><input id=x><i id=go>▶</i><i id=t>☐</i><i id=r>↻</i>",
        x="code.input",
        go="code.submit",
        t="code.trust",
        r="code.resend",
    )
    assert (reading.state, reading.rejected) == (PageState.CODE, "code")
    assert reading.code is not None
    found = (reading.code.inputs, reading.code.submit, reading.code.trust_device, reading.code.resend)
    assert found == ((nodes["x"],), nodes["go"], nodes["t"], nodes["r"])


def test_an_entry_names_the_way_to_the_form() -> None:
    reading, nodes = named("<h1>Welcome</h1><span id=in>☺</span>", **{"in": "login.open"})
    assert (reading.state, reading.login_link) == (PageState.UNKNOWN, nodes["in"])


def test_without_named_controls_the_reading_stays() -> None:
    page = tree("<h1>Welcome</h1>")
    reading = read_page(page)
    assert as_named(page, reading) is reading
