"""The forms about accounts, made from what the catalogue says of a portal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.accounts import Account, Secrets
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.issues import action_for
from app.domain.look_alikes import HostWarning
from app.domain.portals import Portal, Support
from app.services.flows.answers import is_on, text_of
from app.services.flows.steps import Fault, Field, FieldFault, FieldKind, Form, Values

PASSWORD = "password"
BY_HAND = "by_hand"
HOST_CONFIRMED = "host_confirmed"
HOST_WARNINGS = "host_warnings"
"""The fact of a form that holds HostWarnings"""


def portal_form() -> Form:
    """A catalogue entry, or the address of a portal that has none."""
    return Form("portal", (Field("portal", FieldKind.PORTAL), Field("url", FieldKind.ADDRESS)))


def credentials_form(
    portal: Portal, *, name: str, is_known: bool, warnings: Sequence[HostWarning] = ()
) -> Form:
    """Everything to ask for a new account. `is_known`: a catalogue entry describes the portal."""
    return Form(
        "credentials",
        (
            *_confirmation(warnings),
            Field("username", FieldKind.TEXT),
            Field(PASSWORD, FieldKind.SECRET),
            *_own_fields(portal),
            Field(BY_HAND, FieldKind.SWITCH, value=portal.support is Support.BY_HAND),
            Field("since", FieldKind.DATE),
            Field("totp", FieldKind.TOTP, advanced="totp" not in portal.two_factor),
            Field("name", FieldKind.TEXT, value=name, required=True, advanced=is_known),
            Field("documents_url", FieldKind.ADDRESS, advanced=True),
        ),
        primary="sign_in",
        facts={**_facts(portal), HOST_WARNINGS: tuple(warnings)},
        advice=portal.advice,
    )


def edit_form(
    portal: Portal,
    account: Account,
    *,
    has_password: bool,
    has_totp: bool,
    warnings: Sequence[HostWarning] = (),
) -> Form:
    """What can be changed. Secrets are shown empty; left empty they stay as they are."""
    asked = (
        replace(each, value=account.answers.get(each.key))
        for each in _own_fields(portal, secrets_required=False)
    )
    return Form(
        "credentials",
        (
            *_confirmation(warnings),
            Field("username", FieldKind.TEXT, value=account.username),
            Field(PASSWORD, FieldKind.SECRET),
            *asked,
            Field(BY_HAND, FieldKind.SWITCH, value=not has_password),
            Field("since", FieldKind.DATE, value=account.since),
            Field("totp", FieldKind.TOTP, advanced="totp" not in portal.two_factor),
            Field("name", FieldKind.TEXT, value=account.company, required=True),
            Field("documents_url", FieldKind.ADDRESS, value=account.documents_url or "", advanced=True),
        ),
        primary="save",
        facts={
            **_facts(portal),
            HOST_WARNINGS: tuple(warnings),
            "has_password": has_password,
            "has_totp": has_totp,
        },
        advice=portal.advice,
    )


def unfinished_form(fault: Fault, warnings: Sequence[HostWarning] = ()) -> Form:
    """The visit came to no good end: put right what can be, and try again; or leave it for later."""
    fields = []
    if fault.code == Outcome.PORTAL_CHANGED.value:
        fields.append(Field("documents_url", FieldKind.ADDRESS))
    if fault.code == Outcome.HOST_NOT_ALLOWED.value:
        fields.append(Field("allow_host", FieldKind.SWITCH, value=False))
    fields += [
        Field("visible", FieldKind.SWITCH, value=False),
        Field("later", FieldKind.SWITCH, value=False),
    ]
    facts = {"action": action_for(fault.code).value, HOST_WARNINGS: tuple(warnings), **fault.facts}
    return Form("unfinished", tuple(fields), primary="retry", facts=facts)


def missing_credentials(values: Values, *, password_needed: bool) -> dict[str, Fault]:
    """A user name and a password, unless the person signs in by hand each time."""
    if is_on(values, BY_HAND):
        return {}
    needed = ("username", PASSWORD) if password_needed else ("username",)
    return {key: Fault(FieldFault.REQUIRED) for key in needed if not text_of(values, key)}


def secrets_in(values: Values, portal: Portal) -> Secrets:
    by_hand = is_on(values, BY_HAND)
    own = {each.key: text_of(values, each.key) for each in portal.fields if each.secret}
    return Secrets(
        "" if by_hand else text_of(values, PASSWORD),
        text_of(values, "totp"),
        {key: value for key, value in own.items() if value},
    )


def answers_in(values: Values, portal: Portal) -> dict[str, str]:
    own = {each.key: text_of(values, each.key) for each in portal.fields if not each.secret}
    return {key: value for key, value in own.items() if value}


def place_of_account_error(error: MoissonError, fields: Iterable[str]) -> str | None:
    """The field that an error of ManageAccounts belongs to, as far as the form has it."""
    shown = tuple(fields)
    if error.code in (ErrorCode.ADDRESS_INVALID, ErrorCode.ADDRESS_NOT_HTTPS):
        return next((key for key in ("documents_url", "url") if key in shown), None)
    if error.code is ErrorCode.ACCOUNT_EXISTS:
        return next((key for key in ("username", "name") if key in shown), None)
    return None


def _confirmation(warnings: Sequence[HostWarning]) -> tuple[Field, ...]:
    """Asked before anything else, so that no password is typed before it was thought of."""
    return (Field(HOST_CONFIRMED, FieldKind.SWITCH, value=False, required=True),) if warnings else ()


def _own_fields(portal: Portal, *, secrets_required: bool = True) -> tuple[Field, ...]:
    return tuple(
        Field(
            each.key,
            FieldKind.SECRET if each.secret else FieldKind.TEXT,
            required=each.required and (secrets_required or not each.secret),
            words=each.label,
            help=each.help,
            pattern=each.pattern,
        )
        for each in portal.fields
    )


def _facts(portal: Portal) -> dict[str, object]:
    return {
        "portal": portal.id,
        "company": portal.name,
        "address": portal.start_url,
        "two_factor": portal.two_factor,
        "support": portal.support.value,
    }
