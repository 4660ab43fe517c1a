"""The forms about destinations, and the rule that their answers make."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from app.domain.accounts import Account
from app.domain.deliveries import (
    DEFAULT_INTERVAL,
    DEFAULT_TEMPLATE,
    DEFAULT_TYPES,
    DateKind,
    Destination,
    DestinationKind,
    ExportRule,
)
from app.domain.documents import DocumentType
from app.domain.errors import MoissonError
from app.domain.names import example_name
from app.services.flows.answers import date_of, interval_of, is_on, text_of, texts_of
from app.services.flows.steps import Choice, Fault, Field, FieldKind, Form, Values
from app.services.manage_destinations import Preview

_DRIVE_FOLDER: Final = "Moisson"


def kind_form() -> Form:
    kinds = tuple(Choice(kind.value) for kind in DestinationKind)
    return Form("kind", (Field("kind", FieldKind.CHOICE, required=True, choices=kinds),))


def interval_form() -> Form:
    return Form("interval", (Field("every", FieldKind.INTERVAL, value=DEFAULT_INTERVAL, required=True),))


def advanced_form(accounts: Iterable[Account]) -> Form:
    """What is taken, and under which names. `facts["example"]`: see `example_of`."""
    named = sorted(accounts, key=lambda account: account.company.casefold())
    companies = dict.fromkeys(account.company for account in named)
    types = tuple(kind.value for kind in DEFAULT_TYPES)
    every_type = tuple(Choice(kind.value) for kind in DocumentType)
    date_kinds = tuple(Choice(kind.value) for kind in DateKind)
    return Form(
        "advanced",
        (
            Field("types", FieldKind.CHOICES, value=types, required=True, choices=every_type),
            Field("since", FieldKind.DATE),
            Field("date_kind", FieldKind.CHOICE, value=DateKind.ISSUED.value, choices=date_kinds),
            Field("name_template", FieldKind.TEMPLATE, value=DEFAULT_TEMPLATE, required=True),
            Field("sub_folders", FieldKind.SWITCH, value=False),
            Field("all_files", FieldKind.SWITCH, value=False),
            Field(
                "companies",
                FieldKind.CHOICES,
                value=(),
                choices=tuple(Choice(name, name) for name in companies),
                advanced=True,
            ),
            Field(
                "accounts",
                FieldKind.CHOICES,
                value=(),
                choices=tuple(Choice(str(each.id), _words(each)) for each in named),
                advanced=True,
            ),
        ),
        facts={"example": example_name(DEFAULT_TEMPLATE)},
    )


def folder_form() -> Form:
    return Form(
        "folder",
        (
            Field("path", FieldKind.FOLDER, required=True),
            Field("name", FieldKind.TEXT, advanced=True),
        ),
    )


def google_form() -> Form:
    return Form(
        "google",
        (
            Field("client_secrets", FieldKind.FILE, required=True),
            Field("folder_name", FieldKind.TEXT, value=_DRIVE_FOLDER, required=True),
            Field("pick_folder", FieldKind.SWITCH, value=False),
            Field("name", FieldKind.TEXT, advanced=True),
        ),
        primary="connect",
    )


def preview_form(preview: Preview, name: str, where: str) -> Form:
    facts = {"preview": preview, "name": name, "where": where}
    return Form("preview", (), primary="finish", facts=facts)


def example_of(values: Values) -> str | Fault:
    """A name as the template makes it, for every key that is pressed; or what is wrong with it."""
    try:
        return example_name(text_of(values, "name_template"), sub_folders=is_on(values, "sub_folders"))
    except MoissonError as error:
        return Fault(error.code.value, {key: str(value) for key, value in error.facts.items()})


def rule_in(values: Values) -> ExportRule:
    return ExportRule(
        types=tuple(DocumentType(kind) for kind in texts_of(values, "types")),
        since=date_of(values, "since"),
        date_kind=DateKind(text_of(values, "date_kind") or DateKind.ISSUED.value),
        interval=interval_of(values, "every") or DEFAULT_INTERVAL,
        name_template=text_of(values, "name_template"),
        accounts=tuple(int(key) for key in texts_of(values, "accounts")),
        companies=texts_of(values, "companies"),
        sub_folders=is_on(values, "sub_folders"),
        all_files=is_on(values, "all_files"),
    )


def not_stored(kind: DestinationKind, settings: dict[str, str], rule: ExportRule) -> Destination:
    """What a connector needs to look at a place, or to give back an access, before anything is stored."""
    return Destination(0, "", kind, settings, rule, datetime.now(UTC))


def _words(account: Account) -> str:
    return f"{account.company} · {account.username}" if account.username else account.company
