"""Texts for people, in French and in English.

The source texts are English; `resources/i18n` holds the French ones, read when they are first needed.
"""

from __future__ import annotations

import gettext
import locale
import os
import sys
from pathlib import Path

LANGUAGES = ("fr", "en")
DEFAULT_LANGUAGE = "fr"
CATALOGUES = Path(__file__).resolve().parent.parent / "resources" / "i18n"


class _Chosen:
    """The one language of this process; None = not asked for yet."""

    language: str | None = None
    catalogue: gettext.NullTranslations | None = None


def tr(text: str, /, **places: object) -> str:
    """The text in the language of the user, with its {places} filled."""
    said = _catalogue().gettext(text) if text else ""
    return said.format(**places) if places else said


def trn(one: str, many: str, count: int, /, **places: object) -> str:
    """The singular or the plural of a text, as `count` asks; {count} is among its places."""
    return plural(one, many, count).format(count=count, **places)


def plural(one: str, many: str, count: int) -> str:
    """The same, with nothing filled in."""
    return _catalogue().ngettext(one, many, count)


def mark(text: str) -> str:
    """Marks a text for the catalogue where it cannot be translated yet: in a table, at import."""
    return text


def set_language(language: str | None) -> None:
    """`fr` or `en`; None = the system's language. Raises ValueError for any other."""
    if language is not None and language not in LANGUAGES:
        raise ValueError(language)
    _Chosen.language = language or system_language()
    _Chosen.catalogue = None


def language() -> str:
    """The language in use: `fr` or `en`."""
    if _Chosen.language is None:
        set_language(None)
    return _Chosen.language or DEFAULT_LANGUAGE


def system_language() -> str:
    """The first language of the system that we speak, else French."""
    for name in _system_locales():
        code = name.replace("-", "_").split("_")[0].split(".")[0].lower()
        if code in LANGUAGES:
            return code
    return DEFAULT_LANGUAGE


def _system_locales() -> list[str]:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return value.split(":")
    if sys.platform == "win32":
        import ctypes

        return [locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")]
    return [locale.getlocale()[0] or ""]


def _catalogue() -> gettext.NullTranslations:
    if _Chosen.catalogue is None:
        spoken = language()
        _Chosen.catalogue = (
            gettext.NullTranslations()
            if spoken == "en"
            else gettext.translation("moisson", str(CATALOGUES), [spoken], fallback=True)
        )
    return _Chosen.catalogue
