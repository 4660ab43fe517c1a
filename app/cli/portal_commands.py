from __future__ import annotations

from app.cli.error_texts import DONE, NEEDS_THE_USER
from app.cli.invocation import Invocation
from app.cli.shapes import plain, portal_shape
from app.domain.errors import ErrorCode, MoissonError
from app.domain.portals import EntryError
from app.i18n import tr, trn


def show_list(invocation: Invocation) -> int:
    arguments, output = invocation.arguments, invocation.output
    catalogue = invocation.application.catalogue()
    portals = catalogue.list(
        text=arguments.text,
        country=arguments.country,
        category=arguments.category,
        letter=arguments.letter,
        limit=arguments.limit,
    )
    for error in catalogue.errors:
        output.say(tr("An entry of yours is left out: {error}", error=_in_a_line(error)))
    if output.as_json:
        output.document([portal_shape(portal) for portal in portals])
    elif len(portals):
        output.table(
            (tr("Id"), tr("Name"), tr("Countries"), tr("Address")),
            [(p.id, p.name, " ".join(p.countries), p.homepage) for p in portals],
        )
    else:
        output.line(
            tr("No portal of the catalogue fits. Add any portal with `moisson account add --url ADDRESS`.")
        )
    return DONE


def show_one(invocation: Invocation) -> int:
    wanted: str = invocation.arguments.portal
    portal = invocation.application.catalogue().get(wanted)
    if portal is None:
        raise MoissonError(ErrorCode.PORTAL_NOT_FOUND, portal=wanted)
    shape = plain(portal)
    if invocation.output.as_json:
        invocation.output.document(shape)
        return DONE
    rows = [(key, _in_short(value)) for key, value in shape.items() if value not in (None, [], {})]
    invocation.output.table((tr("Field"), tr("Value")), rows)
    return DONE


def _in_short(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(
            f"{key}: {_in_short(item)}" for key, item in value.items() if item not in (None, [], {})
        )
    if isinstance(value, list):
        return ", ".join(_in_short(item) for item in value)
    return str(value)


def check(invocation: Invocation) -> int:
    files, output = invocation.arguments.files, invocation.output
    errors = invocation.application.check_entries(files)
    if output.as_json:
        output.document([plain(error) for error in errors])
    for error in errors:
        output.line(_in_a_line(error))
    if not errors:
        output.line(
            trn("{count} entry checked, it is valid.", "{count} entries checked, all valid.", len(files))
        )
    return NEEDS_THE_USER if errors else DONE


def _in_a_line(error: EntryError) -> str:
    place = f"{error.file}:{error.line}: {error.field}".removesuffix(": ")
    hint = " " + tr("Did you mean “{word}”?", word=error.suggestion) if error.suggestion else ""
    return f"{place}: {error.message}{hint}"
