"""Named portals, for the command line and for tests that go through all of a kind."""

from __future__ import annotations

from typing import get_args

from tests.portal_simulator.config import (
    LOOK_ALIKE_HOST,
    OTHER_HOST,
    CodeConfig,
    DetailConfig,
    DocumentPlan,
    Fault,
    FetchConfig,
    FetchKind,
    ListConfig,
    LoginConfig,
    PortalConfig,
)


def _login(**options: object) -> PortalConfig:
    return PortalConfig(login=LoginConfig(**options))  # type: ignore[arg-type]


def _code(login: LoginConfig | None = None, **options: object) -> PortalConfig:
    return PortalConfig(login=login or LoginConfig(), code=CodeConfig(**options))  # type: ignore[arg-type]


def _list(**options: object) -> PortalConfig:
    return PortalConfig(listing=ListConfig(**options))  # type: ignore[arg-type]


def _spa(
    detail: DetailConfig | None = None, fetch: FetchConfig | None = None, **options: object
) -> PortalConfig:
    return PortalConfig(
        spa=True,
        login=LoginConfig(render="script"),
        listing=ListConfig(**options),  # type: ignore[arg-type]
        detail=detail,
        fetch=fetch or FetchConfig(),
    )


def _fault(on: str, kind: str, **options: object) -> PortalConfig:
    return PortalConfig(faults=(Fault(on, kind, **options),))  # type: ignore[arg-type]


SCRIPT = LoginConfig(render="script")

# A password is enough.
LOGINS: dict[str, PortalConfig] = {
    "plain": PortalConfig(),
    "two-pages": _login(flow="two_pages"),
    "script-login": _login(render="script"),
    "two-steps": _login(render="script", flow="two_steps"),
    "iframe-login": _login(frame="iframe"),
    "iframe-two-pages": _login(frame="iframe", flow="two_pages"),
    "iframe-script": _login(frame="iframe", render="script"),
    "shadow-login": _login(frame="shadow"),
    "shadow-script": _login(frame="shadow", render="script"),
    "homepage": _login(entry="homepage"),
    "overlay": PortalConfig(cookie_banner="overlay"),
    "overlay-homepage": PortalConfig(cookie_banner="overlay", login=LoginConfig(entry="homepage")),
    "no-banner": PortalConfig(cookie_banner="none"),
    "many-forms": _login(other_forms=True, providers=True),
    "many-forms-script": _login(other_forms=True, providers=True, render="script"),
    "late-login": _login(late_s=1.5),
    "late-script": _login(late_s=1.5, render="script"),
    "no-hints": _login(hints=False),
    "script-button": _login(button="script"),
    "wrong-alert": _login(error="alert"),
    "wrong-page": _login(error="page"),
    "wrong-page-script": _login(error="page", render="script"),
    "lock-after-three": _login(lock_after=3),
}

# A person, or nobody, can get further.
OBSTACLES: dict[str, PortalConfig] = {
    "locked": _login(locked=True),
    "maintenance": _login(maintenance=True),
    "terms": _login(then="terms"),
    "new-password": _login(then="new_password"),
    "captcha-before": _login(captcha="before"),
    "captcha-in-form": _login(captcha="in_form"),
    "captcha-after": _login(captcha="after"),
}

# Places where the password must not go before the user has allowed the host.
HOSTILE: dict[str, PortalConfig] = {
    "post-elsewhere": _login(post_host=OTHER_HOST),
    "look-alike": _login(host=LOOK_ALIKE_HOST),
    "login-elsewhere": _login(host=OTHER_HOST),
    "foreign-iframe": _login(frame="foreign_iframe"),
    "password-again-elsewhere": _fault("list", "ask_password_elsewhere", times=None),
    "download-elsewhere": PortalConfig(fetch=FetchConfig(host=OTHER_HOST)),
    "redirect-list": _fault("list", "redirect_elsewhere", host=LOOK_ALIKE_HOST, times=None),
}

CODES: dict[str, PortalConfig] = {
    "sms": _code(),
    "email": _code(channel="email"),
    "totp": _code(channel="app"),
    "push": _code(channel="push"),
    "channels": _code(channels=("sms", "email", "app")),
    "channels-push": _code(channels=("push", "sms")),
    "segmented": _code(boxes="segmented"),
    "unlabelled-code": _code(labelled=False),
    "no-trust": _code(trust_box=False),
    "short-lived-code": _code(valid_s=2.0),
    "two-pages-totp": _code(LoginConfig(flow="two_pages"), channel="app"),
    "script-sms": _code(SCRIPT),
    "script-totp": _code(SCRIPT, channel="app"),
    "script-push": _code(SCRIPT, channel="push"),
    "script-channels": _code(SCRIPT, channels=("email", "sms")),
    "script-segmented": _code(SCRIPT, boxes="segmented"),
    "script-auto-submit": _code(SCRIPT, boxes="segmented", auto_submit=True),
    "script-own-page": _code(SCRIPT, same_page=False),
    "sms-terms": PortalConfig(login=LoginConfig(then="terms"), code=CodeConfig()),
}

LISTS: dict[str, PortalConfig] = {
    "cards": _list(shape="cards"),
    "definition": _list(shape="definition"),
    "json-table": _list(filled="script"),
    "json-cards": _list(filled="script", shape="cards"),
    "one-page": _list(paging="none"),
    "rel-next": _list(paging="rel_next"),
    "numbers": _list(paging="numbers", page_size=5),
    "icons": _list(paging="icons"),
    "json-icons": _list(filled="script", paging="icons"),
    "load-more": _list(paging="load_more"),
    "json-load-more": _list(filled="script", paging="load_more"),
    "infinite": _list(paging="infinite"),
    "json-infinite": _list(filled="script", paging="infinite", shape="cards"),
    "disabled-next": _list(end="disabled"),
    "json-disabled-next": _list(filled="script", end="disabled"),
    "repeat": _list(end="repeat"),
    "json-repeat": _list(filled="script", end="repeat"),
    "year-select": _list(years="select", page_size=8),
    "year-button": _list(years="select_button"),
    "year-tabs": _list(years="tabs"),
    "json-year-select": _list(filled="script", years="select"),
    "json-year-tabs": _list(filled="script", years="tabs"),
    "contract-links": _list(contracts=("Paris", "Lyon", "Brest")),
    "contract-select": _list(contracts=("Paris", "Lyon"), contract_control="select", page_size=5),
    "json-contracts": _list(filled="script", contracts=("Paris", "Lyon"), contract_control="select"),
    "years-and-contracts": _list(contracts=("Paris", "Lyon"), years="select", page_size=4),
    "oldest-first": _list(order="oldest"),
    "mixed-order": _list(order="mixed"),
    "resume": _list(resume=True),
    "dashboard": _list(place="dashboard"),
    "deep": _list(place="deep"),
    "short-dates": _list(dates="short"),
    "long-dates": _list(dates="long"),
    "months-only": _list(dates="month"),
    "no-amounts": _list(show_amount=False),
    "no-numbers": _list(show_number=False),
    "spa": _spa(),
    "spa-cards": _spa(shape="cards"),
    "spa-icons": _spa(paging="icons"),
    "spa-load-more": _spa(paging="load_more"),
    "spa-infinite": _spa(paging="infinite"),
    "spa-resume": _spa(paging="icons", resume=True),
    "spa-deep": _spa(place="deep"),
    "spa-years": _spa(years="select"),
    "spa-homepage": PortalConfig(spa=True, login=LoginConfig(render="script", entry="homepage")),
    "spa-bearer": PortalConfig(spa=True, auth="bearer", login=SCRIPT, fetch=FetchConfig(kind="blob")),
    "spa-totp": PortalConfig(spa=True, login=SCRIPT, code=CodeConfig(channel="app")),
    "spa-sms-segmented": PortalConfig(spa=True, login=SCRIPT, code=CodeConfig(boxes="segmented")),
}

FETCHES: dict[str, PortalConfig] = {
    f"fetch-{kind}": PortalConfig(fetch=FetchConfig(kind=kind)) for kind in get_args(FetchKind)
} | {f"spa-fetch-{kind}": _spa(fetch=FetchConfig(kind=kind)) for kind in get_args(FetchKind)}
FETCHES |= {
    "fetch-icon-class": PortalConfig(fetch=FetchConfig(kind="icon", icon="class", icon_title=True)),
    "fetch-inline": PortalConfig(fetch=FetchConfig(disposition="inline", extension=False)),
    "fetch-opaque": PortalConfig(
        fetch=FetchConfig(disposition="none", content_type="application/octet-stream", extension=False)
    ),
}

DETAILS: dict[str, PortalConfig] = {
    "detail": PortalConfig(detail=DetailConfig()),
    "detail-new-tab": PortalConfig(detail=DetailConfig(open="new_tab")),
    "detail-row": PortalConfig(detail=DetailConfig(open="row")),
    "detail-deep": PortalConfig(detail=DetailConfig(depth=2)),
    "detail-row-deep": PortalConfig(detail=DetailConfig(open="row", depth=2)),
    "detail-post": PortalConfig(detail=DetailConfig(), fetch=FetchConfig(kind="post")),
    "detail-blob": PortalConfig(detail=DetailConfig(), fetch=FetchConfig(kind="blob")),
    "orders": PortalConfig(detail=DetailConfig(orders=True)),
    "orders-two-each": PortalConfig(detail=DetailConfig(orders=True, per_row=2)),
    "json-row-panel": PortalConfig(
        listing=ListConfig(filled="script"), detail=DetailConfig(open="row", view="panel")
    ),
    "json-row-hash": PortalConfig(
        listing=ListConfig(filled="script"), detail=DetailConfig(open="row", view="hash")
    ),
    "json-row-page": PortalConfig(listing=ListConfig(filled="script"), detail=DetailConfig(open="row")),
    "spa-row-page": _spa(DetailConfig(open="row")),
    "spa-row-panel": _spa(DetailConfig(open="row", view="panel"), shape="cards"),
    "spa-row-hash": _spa(DetailConfig(open="row", view="hash")),
    "spa-row-deep": _spa(DetailConfig(open="row", depth=2), paging="icons"),
    "spa-detail": _spa(DetailConfig()),
    "spa-row-blob": _spa(DetailConfig(open="row"), FetchConfig(kind="blob"), paging="icons"),
    "spa-orders": _spa(DetailConfig(open="row", orders=True, per_row=2)),
}

TROUBLES: dict[str, PortalConfig] = {
    "slow": _fault("file", "slow", times=3, seconds=5.0),
    "drop": _fault("file", "drop", times=3),
    "drop-mid-body": _fault("file", "drop_mid_body", times=3),
    "error-500": _fault("file", "error_500", times=3),
    "error-503-list": _fault("list", "error_503", times=1),
    "rate-limited": _fault("file", "rate_limited", times=3),
    "truncated": _fault("file", "truncated", times=2),
    "html-as-pdf": _fault("file", "html_as_pdf", times=2),
    "zero-bytes": _fault("file", "zero_bytes", times=2),
    "zip-as-pdf": _fault("file", "zip", times=2),
    "jpeg-as-pdf": _fault("file", "jpeg", times=2),
    "always-html": _fault(r"/1112648", "html_as_pdf", times=None),
    "expire-at-list": _fault("list", "expire_session", at_request_n=2),
    "expire-at-file": _fault("file", "expire_session", at_request_n=5),
    "flaky": PortalConfig(
        faults=(
            Fault("any", "drop", times=None, probability=0.05, seed=1),
            Fault("any", "error_503", times=None, probability=0.05, seed=2),
            Fault("file", "drop_mid_body", times=None, probability=0.1, seed=3),
            Fault("file", "truncated", times=None, probability=0.05, seed=4),
        )
    ),
    "changed-layout": _fault("list", "changed_layout", times=None),
    "empty": PortalConfig(documents=()),
    "empty-silent": PortalConfig(documents=(), listing=ListConfig(empty="silent")),
    "endless": _list(end="endless"),
    "twins": PortalConfig(documents=DocumentPlan(twin_every=3)),
    "same-numbers": PortalConfig(documents=DocumentPlan(same_number_every=4)),
    "hostile-names": PortalConfig(documents=DocumentPlan(hostile_names=True)),
}

SIZES: dict[str, PortalConfig] = {
    "two-hundred": PortalConfig(documents=DocumentPlan(count=200), listing=ListConfig(page_size=50)),
    "thousand": PortalConfig(
        documents=DocumentPlan(count=1000, pad_to=60_000), listing=ListConfig(page_size=50), latency_s=0.05
    ),
    "ten-thousand": PortalConfig(documents=DocumentPlan(count=10_000), listing=ListConfig(page_size=500)),
    "ten-thousand-on-one-page": PortalConfig(
        documents=DocumentPlan(count=10_000), listing=ListConfig(paging="none")
    ),
}

PRESETS: dict[str, PortalConfig] = (
    LOGINS | OBSTACLES | HOSTILE | CODES | LISTS | FETCHES | DETAILS | TROUBLES | SIZES
)
