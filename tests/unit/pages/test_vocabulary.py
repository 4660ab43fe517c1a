from __future__ import annotations

import pytest

from connectors.pages.login_form_submit import Purpose, purpose_of
from connectors.pages.vocabulary import codes, consent, controls, signing_in
from connectors.pages.vocabulary.folding import Vocabulary, fold, fold_identifier


def test_folding_forgets_case_accents_and_marks() -> None:
    assert fold("  S’IDENTIFIER — à l'Élysée ! ") == "s identifier a l elysee"
    assert fold("Straße") == "strasse"
    assert fold_identifier("txtUserName-2_IDField") == "txt user name 2 id field"


def test_phrases_match_whole_words_stems_and_gaps() -> None:
    words = Vocabulary("sign in, remember*, create * account")
    assert words.in_text("Please sign-in") and not words.in_text("design inside")
    assert words.in_text("Remembered") and words.in_text("Create your own account")
    assert words.in_text("create account") and not words.in_text("create one two three four account")
    assert words.in_identifier("btnSignIn") and not words.in_text("btnSignIn")
    assert words.first_in("Now sign in") == "sign in" and words.first_in("x") == ""
    assert words.first_position("Now sign in") == 4 and words.first_position("x") == -1
    assert words.count_in("sign in, remember, sign in") == 2


@pytest.mark.parametrize(
    "label",
    "Se connecter|Connexion|Je me connecte|Me connecter|S’identifier|Anmelden|Einloggen|Jetzt "
    "einloggen|Iniciar sesión|Entrar|Acceder"
    "|Accedi|Inloggen|Log in|Sign in|LOGIN|Sign on|Secure login|Sign in to Apple".split("|"),
)
def test_labels_that_sign_in(label: str) -> None:
    assert purpose_of(label) is Purpose.SIGN_IN


@pytest.mark.parametrize(
    ("label", "purpose"),
    [
        ("Sign in with Google", Purpose.PROVIDER),
        ("Mit Apple anmelden", Purpose.PROVIDER),
        ("Se connecter avec FranceConnect", Purpose.PROVIDER),
        ("Facebook", Purpose.PROVIDER),
        ("Mot de passe oublié ?", Purpose.FORGOT),
        ("Passwort vergessen", Purpose.FORGOT),
        ("Trouble signing in?", Purpose.FORGOT),
        ("Créer un compte", Purpose.SIGN_UP),
        ("Jetzt registrieren", Purpose.SIGN_UP),
        ("Join now", Purpose.SIGN_UP),
        ("Sign in or register", Purpose.MIXED),
        ("Afficher le mot de passe", Purpose.TOGGLE),
        ("Show", Purpose.TOGGLE),
        ("Sign in with a passkey", Purpose.PASSWORDLESS),
        ("Email me a link to sign in", Purpose.PASSWORDLESS),
        ("Annuler", Purpose.AWAY),
        ("Back to login", Purpose.AWAY),
        ("Rechercher", Purpose.SEARCH),
        ("S’abonner", Purpose.OTHER),
        ("Weiter", Purpose.ONWARD),
        ("Continuer", Purpose.ONWARD),
        ("Lorem", Purpose.SILENT),
        ("", Purpose.SILENT),
    ],
)
def test_labels_that_do_something_else(label: str, purpose: Purpose) -> None:
    assert purpose_of(label) is purpose


@pytest.mark.parametrize(
    ("vocabulary", "said"),
    [
        (controls.LOG_OUT, "Se déconnecter"),
        (controls.LOG_OUT, "Abmelden"),
        (controls.LOG_OUT, "Cerrar sesión"),
        (controls.LOG_OUT, "Uitloggen"),
        (controls.LOG_OUT, "Esci"),
        (signing_in.REMEMBER, "Rester connecté"),
        (signing_in.REMEMBER, "Angemeldet bleiben"),
        (codes.TRUST, "Diesem Gerät vertrauen"),
        (codes.TRUST, "Ne plus me demander de code"),
        (codes.RESEND, "Renvoyer le code"),
        (consent.REFUSE, "Continuer sans accepter"),
        (consent.REFUSE, "Alle ablehnen"),
    ],
)
def test_other_words(vocabulary: Vocabulary, said: str) -> None:
    assert vocabulary.in_text(said)


def test_signing_out_is_not_signing_in() -> None:
    for said in ("Log out", "Déconnexion", "Abmelden", "Cerrar sesión", "Uitloggen", "Disconnetti"):
        assert not signing_in.SIGN_IN.in_text(said)
