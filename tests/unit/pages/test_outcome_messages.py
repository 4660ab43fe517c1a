from __future__ import annotations

import pytest

from connectors.pages.html_tree import page_from_html
from connectors.pages.outcome_messages import messages_of, rejects_code, rejects_credentials, says_blocked

URL = "https://portal.example/start"
REFUSED = [
    "Please enter a correct username and password. Note that both fields may be case-sensitive.",
    "Saisissez un nom d’utilisateur et un mot de passe valides.",
    "Bitte einen gültigen Benutzernamen und ein Passwort eingeben.",
    "These credentials do not match our records.",
    "Invalid username or password.",
    "Identifiants invalides.",
    "Wir können kein Kundenkonto mit dieser E-Mail-Adresse und diesem Passwort finden.",
    "Cette combinaison d'identifiants n'est pas connue dans notre système.",
    "The account sign-in was incorrect or your account is disabled temporarily."
    " Please wait and try again later.",
    "Wrong login/password",
    "Authentication failed.",
    "Unknown email address. Check again or try your username.",
    "Login Details Incorrect. Please try again.",
    "Die Zugangsdaten sind nicht korrekt.",
    "El usuario o la contraseña son incorrectos",
    "Credenziali non valide",
    "De inloggegevens zijn onjuist",
    "Adresse e-mail ou mot de passe erroné.",
]
HARMLESS = [
    "Password is required",
    "Ce champ est obligatoire",
    "Bitte geben Sie Ihr Passwort ein",
    "Your session has expired. Please log in again.",
    "You have been logged out.",
    "Caps lock is on",
    "Welcome",
]


@pytest.mark.parametrize("said", REFUSED)
def test_refusals_are_told(said: str) -> None:
    assert rejects_credentials(said) and not says_blocked(said)


@pytest.mark.parametrize("said", HARMLESS)
def test_hints_are_no_refusals(said: str) -> None:
    assert not rejects_credentials(said) and not says_blocked(said)


@pytest.mark.parametrize(
    "said",
    [
        "Too many failed login attempts. Try again in 15 minutes.",
        "Votre compte est temporairement bloqué.",
        "Ihr Konto wurde gesperrt.",
        "Cuenta bloqueada por seguridad",
        "Incorrect password. Your account has been locked.",
        "Te veel pogingen, probeer het later.",
    ],
)
def test_locks_are_no_wrong_passwords(said: str) -> None:
    assert says_blocked(said) and not rejects_credentials(said)


def test_codes_expire() -> None:
    assert (
        rejects_code("This code has expired")
        and rejects_code("Code incorrect")
        and rejects_code("Ungültiger Code")
    )
    assert not rejects_code("Enter the code") and not rejects_code("Code required")


def test_messages_are_found_by_role_class_and_reference() -> None:
    page = page_from_html(
        """<div role=alert>One</div><div class="form-error">Two</div><div class=fieldError>
        <span>Three</span></div>
        <input aria-invalid=true aria-describedby=four aria-errormessage=five><i id=four>Four</i>
        <b id=five>Five</b>
        <p>Six</p><div class="alert" hidden>Seven</div><button class=error>Eight</button>
        <div role=alert></div>
        <div class=messages><div class=message>One</div></div>""",
        URL,
    )
    assert messages_of(page) == ("One", "Two", "Three", "Four", "Five")
