"""The form of a portal entry, as people write it. The JSON Schema for editors is made from these models."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from app.domain.portals import CATEGORIES, TWO_FACTOR_KINDS, FetchMethod, Support
from connectors.catalogue import entry_rules as rules
from connectors.catalogue.countries import COUNTRIES

_ADDRESSES = ("homepage", "login_url", "documents_url")
_Address = Annotated[
    str,
    Field(max_length=2000),
    AfterValidator(rules.check_address),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": r"^https?://"}),
]
_Host = Annotated[
    str,
    AfterValidator(rules.check_host),
    WithJsonSchema({"type": "string", "pattern": r"^[^/:*\s]+$", "examples": ["login.example.com"]}),
]
_Country = Annotated[
    str,
    AfterValidator(rules.check_country),
    WithJsonSchema({"type": "string", "enum": sorted(COUNTRIES)}),
]
_Category = Annotated[
    str,
    AfterValidator(rules.check_category),
    WithJsonSchema({"type": "string", "enum": list(CATEGORIES)}),
]
_TwoFactor = Annotated[
    str,
    AfterValidator(rules.check_two_factor),
    WithJsonSchema({"type": "string", "enum": list(TWO_FACTOR_KINDS)}),
]
_Name = Annotated[str, Field(max_length=80), AfterValidator(rules.check_name)]
_Text = Annotated[str, Field(max_length=1000), AfterValidator(rules.check_text)]
_Texts = dict[Annotated[str, AfterValidator(rules.check_language)], _Text]
_Press = Annotated[str, Field(max_length=200), AfterValidator(rules.check_line)]
_Selector = Annotated[str, Field(max_length=500), AfterValidator(rules.check_selector)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        """`hosts:` with nothing behind it is a field left out, not a mistake."""
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value is not None}
        return data


class FieldEntry(_Part):
    """Something to ask the user besides user name and password."""

    key: Annotated[str, Field(pattern=f"^{rules.KEY_PATTERN}$"), AfterValidator(rules.check_key)]
    label: _Texts = Field(default_factory=dict, description="Language to label: {fr: ..., en: ...}")
    secret: bool = Field(False, description="Hidden while typed, and kept in the keyring")
    required: bool = True
    pattern: Annotated[str, Field(max_length=200), AfterValidator(rules.check_pattern)] | None = Field(
        None, description="Regular expression that the whole value must match"
    )
    help: _Texts = Field(default_factory=dict, description="Language to a sentence: where the user finds it")


class LoginEntry(_Part):
    """CSS selectors of the login page."""

    open: _Selector | None = Field(None, description="What to press to reach the form")
    username: _Selector | None = None
    password: _Selector | None = None
    submit: _Selector | None = None
    remember: _Selector | None = None


class CodeEntry(_Part):
    """CSS selectors of the page that asks for a code."""

    input: _Selector | None = None
    submit: _Selector | None = None
    trust: _Selector | None = Field(None, description="The box: trust this device")
    resend: _Selector | None = None


class DocumentsEntry(_Part):
    """Where the documents are; all but `open` are CSS selectors."""

    open: list[_Press] = Field(
        default_factory=list, max_length=10, description="Visible words or CSS selectors to press, in order"
    )
    row: _Selector | None = Field(None, description="One document of the list")
    number: _Selector | None = Field(None, description="Inside a row: the number")
    issued: _Selector | None = Field(None, description="Inside a row: the date")
    total: _Selector | None = Field(None, description="Inside a row: the amount")
    detail: _Selector | None = Field(None, description="Inside a row: what leads to the page with the file")
    file: _Selector | None = Field(None, description="Inside a row or its page: what gives the file")
    next: _Selector | None = Field(None, description="The next page, or: load more")
    empty: _Selector | None = Field(None, description="What shows that there is no document")
    year: _Selector | None = Field(None, description="The choice of the year")


class FetchEntry(_Part):
    """How files are fetched."""

    method: FetchMethod | None = None


class StepsEntry(_Part):
    """Overrides per step, for what the application does not find by itself."""

    login: LoginEntry | None = None
    code: CodeEntry | None = None
    signed_in: _Selector | None = Field(None, description="What is there only when signed in")
    documents: DocumentsEntry | None = None
    fetch: FetchEntry | None = None


class PortalEntry(_Part):
    """A portal where a supplier keeps its documents. Needed: id, name and one address."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        title="Portal entry",
        json_schema_extra={"anyOf": [{"required": [name]} for name in _ADDRESSES]},
    )

    id: str = Field(
        pattern=f"^{rules.ID_PATTERN}$", max_length=60, description="The file's name without .yaml"
    )
    name: _Name
    aliases: list[_Name] = Field(default_factory=list, max_length=20, description="Other names to search by")
    homepage: _Address | None = None
    login_url: _Address | None = None
    documents_url: _Address | None = Field(None, description="The list of invoices, when it has an address")
    hosts: list[_Host] = Field(
        default_factory=list,
        max_length=20,
        description="Further exact hosts that may get the credentials; those of the addresses count already",
    )
    countries: list[_Country] = Field(default_factory=list, description="ISO 3166 alpha-2; none: everywhere")
    categories: list[_Category] = Field(default_factory=list, max_length=5)
    two_factor: list[_TwoFactor] = Field(default_factory=list, description="What the portal may ask for")
    fields: list[FieldEntry] = Field(default_factory=list, max_length=10)
    advice: _Texts = Field(default_factory=dict, description="Language to what the user should know first")
    support: Support = Support.UNVERIFIED
    verified_on: date | None = Field(None, description="YYYY-MM-DD; needed with support: verified")
    verified_with: Annotated[str, Field(max_length=20), AfterValidator(rules.check_line)] | None = Field(
        None, description="The version of Moisson it was tried with; needed with support: verified"
    )
    steps: StepsEntry | None = None

    @model_validator(mode="after")
    def _check_whole(self) -> PortalEntry:
        if not any(getattr(self, name) for name in _ADDRESSES):
            raise PydanticCustomError(
                "address_missing", "One address is needed: homepage, login_url, documents_url."
            )
        if self.support is Support.VERIFIED and not (self.verified_on and self.verified_with):
            raise PydanticCustomError(
                "trial_missing", "A verified entry says when and how: verified_on, verified_with."
            )
        keys = [item.key for item in self.fields]
        if len(set(keys)) != len(keys):
            raise PydanticCustomError("duplicate_field", "Two fields have the same key.")
        return self
