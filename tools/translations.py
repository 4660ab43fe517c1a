"""The French catalogue: `python -m tools.translations update` after texts changed, `check` before a commit.

`update` collects the texts from the code, adds the new ones to the .po (empty: to be translated), drops those
that are gone, and compiles the .mo. `check` fails on anything that would show a user the wrong words.
"""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from tools.french_typography import faults

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "resources/i18n/fr/LC_MESSAGES/moisson.po"
MO = PO.with_suffix(".mo")
ROOMS = ("app", "ui")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"tr": None, "trn": (1, 2), "mark": None}

Texts = tuple[str, ...]


def texts_of(message: Message) -> tuple[Texts, Texts]:
    """(source texts, translations): one each, or singular and plural."""
    source = message.id if isinstance(message.id, tuple | list) else (message.id,)
    translated = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(source), tuple(text or "" for text in translated)


def extracted() -> Catalog:
    """Every text that the code shows."""
    catalogue = Catalog(project="Moisson", domain="moisson")
    for room in ROOMS:
        for name, line, message, comments, context in extract_from_dir(
            ROOT / room, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            catalogue.add(message, None, [(f"{room}/{name}", line)], auto_comments=comments, context=context)
    return catalogue


def read_french() -> Catalog:
    if not PO.exists():
        return Catalog(locale="fr", domain="moisson", project="Moisson", version="", fuzzy=False)
    with PO.open("rb") as file:
        return read_po(file, locale="fr", domain="moisson")


def write_french(catalogue: Catalog) -> None:
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
    with MO.open("wb") as file:
        write_mo(file, catalogue)


def update() -> int:
    french = read_french()
    template = extracted()
    template.creation_date = french.creation_date  # an unchanged catalogue stays the same file
    french.update(template, no_fuzzy_matching=True)
    write_french(french)
    left = [message for message in french if message.id and not all(texts_of(message)[1])]
    for message in left:
        print(f"to translate: {texts_of(message)[0][0]!r}")
    print(f"translations: {len(french)} texts, {len(left)} to translate in {PO.relative_to(ROOT)}")
    return 0


def places(text: str) -> set[str]:
    """The {places} and %(places)s of a text; both languages must have the same."""
    named = {field for _, field, _, _ in string.Formatter().parse(text) if field} if "{" in text else set()
    return named | set(re.findall(r"%(?:\(\w+\))?[sdr]", text))


def message_faults(message: Message) -> Iterator[str]:
    source, translated = texts_of(message)
    if message.fuzzy:
        yield "fuzzy"
    if not all(translated):
        yield "not translated"
        return
    wanted = set().union(*map(places, source))
    for text in translated:
        if places(text) - {"count"} != wanted - {"count"}:
            yield f"other places than the source text: {text!r}"
        yield from faults(text)


def catalogue_faults(french: Catalog) -> Iterator[str]:
    code = {texts_of(message)[0] for message in extracted() if message.id}
    known = {texts_of(message)[0] for message in french if message.id}
    yield from (f"{ids[0]!r}: missing in the catalogue" for ids in sorted(code - known))
    yield from (f"{ids[0]!r}: no longer in the code" for ids in sorted(known - code))
    yield from (f"{str(gone)!r}: obsolete" for gone in french.obsolete)
    for message in french:
        if message.id:
            yield from (f"{texts_of(message)[0][0]!r}: {fault}" for fault in message_faults(message))
    if not MO.exists() or compiled(MO.read_bytes()) != compiled(mo_bytes(french)):
        yield f"{MO.name} was not made from {PO.name}: run `make translations`"


def mo_bytes(catalogue: Catalog) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def compiled(content: bytes) -> dict[Texts, Texts]:
    return dict(texts_of(message) for message in read_mo(BytesIO(content)) if message.id)


def check() -> int:
    french = read_french()
    found = list(catalogue_faults(french))
    for fault in found:
        print(fault)
    print(f"translations: {len(french)} texts, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1]]())
