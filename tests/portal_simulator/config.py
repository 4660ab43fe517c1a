"""What a simulated portal looks like and does: frozen dataclasses, one per part of the portal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tests.portal_simulator.documents import SimDocument

Language = Literal["fr", "en", "de"]
Channel = Literal["sms", "email", "app", "push"]

OTHER_HOST = "127.0.0.2"
LOOK_ALIKE_HOST = "127.0.0.1.localhost"


@dataclass(frozen=True, slots=True)
class LoginConfig:
    """How one signs in."""

    # one_page: both fields; two_pages: the user name on a page of its own; two_steps: on one page, by script
    flow: Literal["one_page", "two_pages", "two_steps"] = "one_page"
    # form: HTML forms; script: inputs without name or id that JavaScript makes and sends as JSON
    render: Literal["form", "script"] = "form"
    frame: Literal["none", "iframe", "foreign_iframe", "shadow"] = "none"
    entry: Literal["login", "homepage"] = "login"
    late_s: float = 0.0
    # False: neither labels nor autocomplete, only words inside the fields.
    hints: bool = True
    other_forms: bool = False
    providers: bool = False
    button: Literal["submit", "script"] = "submit"
    error: Literal["inline", "alert", "page"] = "inline"
    remember_box: bool = True
    lock_after: int | None = None
    locked: bool = False
    maintenance: bool = False
    captcha: Literal["none", "before", "in_form", "after"] = "none"
    then: Literal["none", "terms", "new_password"] = "none"
    # The login page is sent to this host (the owner's, or a look-alike: the engine cannot know).
    host: str | None = None
    # The host that the form posts to while the page stays where it is.
    post_host: str | None = None


@dataclass(frozen=True, slots=True)
class CodeConfig:
    """The second factor. Every code is in `PortalSimulator.codes_sent`."""

    channel: Channel = "sms"
    # More than one: a page where one chooses comes first.
    channels: tuple[Channel, ...] = ()
    boxes: Literal["single", "segmented"] = "single"
    # Only for a scripted login: False goes to a page of its own.
    same_page: bool = True
    # Only for scripted boxes: sent as soon as the last digit is typed.
    auto_submit: bool = False
    # False: no autocomplete=one-time-code, a name that says little.
    labelled: bool = True
    fixed: str | None = None
    digits: int = 6
    totp_secret: str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    attempts: int = 3
    valid_s: float = 300.0
    resend: bool = True
    trust_box: bool = True
    push_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class ListConfig:
    """The page "my invoices"."""

    shape: Literal["table", "cards", "definition"] = "table"
    # script: an empty page that JavaScript fills from JSON
    filled: Literal["server", "script"] = "server"
    # icons: first, previous, next and last as pictures only
    paging: Literal["none", "rel_next", "links", "numbers", "icons", "load_more", "infinite"] = "links"
    # Where "next" was on the last page: nothing, a dead control, the same page again, ever more pages
    end: Literal["clean", "disabled", "repeat", "endless"] = "clean"
    page_size: int = 10
    years: Literal["none", "select", "select_button", "tabs"] = "none"
    contracts: tuple[str, ...] = ()
    contract_control: Literal["select", "links"] = "links"
    order: Literal["newest", "oldest", "mixed"] = "newest"
    # The list opens again on the page where the user was last.
    resume: bool = False
    # nav: in every page's menu; dashboard: only on the account's page; deep: behind a page "documents"
    place: Literal["nav", "dashboard", "deep"] = "nav"
    dates: Literal["numeric", "short", "long", "month", "none"] = "numeric"
    show_number: bool = True
    show_amount: bool = True
    # Guides and general terms under the list, which are no invoices.
    related: bool = True
    pay_buttons: bool = True
    # What an empty list shows: words that say so, or just nothing.
    empty: Literal["words", "silent"] = "words"
    layout: Literal["usual", "changed"] = "usual"


@dataclass(frozen=True, slots=True)
class DetailConfig:
    """Pages behind the rows, which hold the file."""

    # row: the row itself opens on a click and holds no link
    open: Literal["link", "new_tab", "row"] = "link"
    depth: Literal[1, 2] = 1
    # panel, hash: only for lists that are filled by script
    view: Literal["page", "panel", "hash"] = "page"
    # Rows are orders, with a number of their own; each has so many documents.
    orders: bool = False
    per_row: int = 1
    other_files: bool = True


FetchKind = Literal[
    "link",
    "button",
    "icon",
    "blob",
    "new_tab",
    "post",
    "attachment",
    "base64",
    "print",
    "menu",
    "zip",
]


@dataclass(frozen=True, slots=True)
class FetchConfig:
    """How one gets at a file."""

    kind: FetchKind = "link"
    # Files are redirected to this host, with a signed address that needs no cookie.
    host: str | None = None
    icon_title: bool = False
    # svg: drawn in the page; class: an empty <i> that the style sheet fills
    icon: Literal["svg", "class"] = "svg"
    disposition: Literal["attachment", "inline", "none"] = "attachment"
    content_type: str = "application/pdf"
    extension: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class DocumentPlan:
    """Invoices made from a seed; newest first, `span_days` before `latest`."""

    count: int = 24
    latest: date = date(2026, 10, 15)
    span_days: int | None = None
    seed: int = 1
    currency: str = "EUR"
    pad_to: int = 0
    facturx_every: int = 10
    credit_every: int = 12
    # Every nth has the date and the amount, or the number, of the one before.
    twin_every: int = 0
    same_number_every: int = 0
    hostile_names: bool = False


FaultKind = Literal[
    "slow",
    "drop",
    "drop_mid_body",
    "error_500",
    "error_503",
    "not_found",
    "rate_limited",
    "truncated",
    "html_as_pdf",
    "zero_bytes",
    "zip",
    "jpeg",
    "expire_session",
    "changed_layout",
    "empty_list",
    "empty_list_silent",
    "captcha",
    "maintenance",
    "ask_password_elsewhere",
    "redirect_elsewhere",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something goes wrong on matching requests.

    `on` is a route ("file", "list", "detail", "login", "code", "account", "home", "api", "any") or a regular
    expression for the address. Of the matching requests, those from number `at_request_n` on (1 = the first)
    are hit, each with `probability` (drawn from `seed`), at most `times` of them (None: for ever).
    """

    on: str
    kind: FaultKind
    times: int | None = 1
    at_request_n: int = 1
    probability: float = 1.0
    seed: int = 0
    seconds: float = 3.0
    host: str = OTHER_HOST


@dataclass(frozen=True, slots=True)
class PortalConfig:
    """A whole portal."""

    language: Language = "fr"
    supplier: str = ""
    # One page that keeps its address, all of it made by script; auth=bearer keeps a token in local storage
    spa: bool = False
    auth: Literal["cookie", "bearer"] = "cookie"
    cookie_banner: Literal["none", "bar", "overlay"] = "bar"
    login: LoginConfig = field(default_factory=LoginConfig)
    code: CodeConfig | None = None
    listing: ListConfig = field(default_factory=ListConfig)
    detail: DetailConfig | None = None
    fetch: FetchConfig = field(default_factory=FetchConfig)
    documents: DocumentPlan | tuple[SimDocument, ...] = field(default_factory=DocumentPlan)
    faults: tuple[Fault, ...] = ()
    latency_s: float = 0.0
    username: str = "client@exemple.fr"
    password: str = "Moulin&Vent=42 été"
    host: str = "127.0.0.1"
    # Loopback addresses listened on besides 127.0.0.1.
    other_addresses: tuple[str, ...] = (OTHER_HOST,)
    session_s: float = 3600.0

    def __post_init__(self) -> None:
        """Refuse parts that do not fit together. Raises ValueError."""
        login, detail = self.login, self.detail
        scripted = self.spa or self.listing.filled == "script"
        rules = {
            "two_steps and a spa need render='script'": login.render == "form"
            and (login.flow == "two_steps" or self.spa),
            "two_pages needs render='form'": login.render == "script" and login.flow == "two_pages",
            "a scripted login posts to its own host and has no captcha in the form": login.render == "script"
            and (login.post_host is not None or login.captcha == "in_form" or login.button == "script"),
            "bearer needs a spa, and neither print nor a new tab": self.auth == "bearer"
            and (not self.spa or self.fetch.kind == "print" or bool(detail and detail.open == "new_tab")),
            "panel and hash need a scripted list": bool(detail and detail.view != "page") and not scripted,
            "per_row needs orders": bool(detail and detail.per_row > 1 and not detail.orders),
            "a late form in a shadow root is not supported": bool(login.late_s) and login.frame == "shadow",
        }
        wrong = [rule for rule, broken in rules.items() if broken]
        if wrong:
            raise ValueError("; ".join(wrong))
