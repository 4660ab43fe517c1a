"""What goes wrong on the way to documents: every fault of the network, of files and of sessions, one or many."""

from __future__ import annotations

from tests.portal_simulator.config import (
    DetailConfig,
    DocumentPlan,
    Fault,
    FaultKind,
    FetchConfig,
    ListConfig,
    PortalConfig,
)
from tests.portal_simulator.simulator import PortalSimulator

_DOCUMENTS = DocumentPlan(count=12)
_PAGES = ListConfig(page_size=6)
LINKS = PortalConfig(documents=_DOCUMENTS, listing=_PAGES)
DETAILS = PortalConfig(documents=_DOCUMENTS, listing=_PAGES, detail=DetailConfig())
SCRIPTED = PortalConfig(documents=_DOCUMENTS, listing=ListConfig(page_size=6, filled="script"))
BUTTONS = PortalConfig(documents=_DOCUMENTS, listing=_PAGES, fetch=FetchConfig(kind="button"))

Case = tuple[PortalConfig, tuple[Fault, ...]]

_FILE_FAULTS: tuple[FaultKind, ...] = (
    "drop", "drop_mid_body", "error_500", "error_503", "not_found", "rate_limited",
    "truncated", "html_as_pdf", "zero_bytes", "zip", "jpeg",
)  # fmt: skip
_PAGE_FAULTS: tuple[FaultKind, ...] = (
    "drop", "drop_mid_body", "error_500", "error_503", "not_found", "rate_limited", "truncated",
    "expire_session", "changed_layout", "empty_list", "empty_list_silent", "maintenance", "captcha",
)  # fmt: skip
_DETAIL_FAULTS: tuple[FaultKind, ...] = (
    "drop", "error_503", "expire_session", "drop_mid_body", "html_as_pdf", "truncated",
)  # fmt: skip


def all_cases() -> dict[str, Case]:
    return {**_files(), **_lists(), **_details(), **_sessions(), **_everywhere(), **_other_ways()}


def _files() -> dict[str, Case]:
    """One document that never comes whole, and three requests that go wrong in passing."""
    third = PortalSimulator(LINKS).documents[2].id
    cases: dict[str, Case] = {"slow-files": (LINKS, (Fault("file", "slow", times=4, seconds=2.0),))}
    for kind in _FILE_FAULTS:
        cases[f"one-file-{kind}"] = (LINKS, (Fault(third, kind, times=None),))
        cases[f"some-files-{kind}"] = (LINKS, (Fault("file", kind, times=3, at_request_n=2),))
    return cases


def _lists() -> dict[str, Case]:
    cases: dict[str, Case] = {"slow-list": (LINKS, (Fault("list", "slow", times=2, seconds=6.0),))}
    for kind in _PAGE_FAULTS:
        for number in (1, 2):
            cases[f"list-{number}-{kind}"] = (LINKS, (Fault("list", kind, at_request_n=number),))
        cases[f"list-ever-{kind}"] = (LINKS, (Fault("list", kind, times=None, at_request_n=2),))
    return cases


def _details() -> dict[str, Case]:
    cases: dict[str, Case] = {}
    for kind in _DETAIL_FAULTS:
        cases[f"detail-{kind}"] = (DETAILS, (Fault("detail", kind, times=2, at_request_n=3),))
        cases[f"detail-ever-{kind}"] = (DETAILS, (Fault("detail", kind, times=None, at_request_n=3),))
    return cases


def _sessions() -> dict[str, Case]:
    cases: dict[str, Case] = {
        f"expired-at-file-{number}": (LINKS, (Fault("file", "expire_session", at_request_n=number),))
        for number in (1, 2, 4, 7)
    }
    cases["expired-twice"] = (
        LINKS,
        tuple(Fault("file", "expire_session", at_request_n=number) for number in (2, 9)),
    )
    cases["expired-for-ever"] = (LINKS, (Fault("file", "expire_session", times=None, at_request_n=3),))
    return cases


def _everywhere() -> dict[str, Case]:
    """One in ten of all requests, and many faults at once."""
    kinds: tuple[FaultKind, ...] = ("expire_session", "drop", "error_503", "error_500", "drop_mid_body")
    cases: dict[str, Case] = {
        f"any-{kind}": (LINKS, (Fault("any", kind, times=None, probability=0.1, seed=5),)) for kind in kinds
    }
    mixture = tuple(_now_and_then("any", kind) for kind in ("drop", "error_503", "slow")) + tuple(
        _now_and_then("file", kind) for kind in ("truncated", "html_as_pdf", "zero_bytes", "zip", "jpeg")
    )
    for name, portal in (
        ("links", LINKS),
        ("details", DETAILS),
        ("scripted", SCRIPTED),
        ("buttons", BUTTONS),
    ):
        cases[f"mixture-{name}"] = (portal, mixture)
    return cases


def _now_and_then(on: str, kind: FaultKind) -> Fault:
    return Fault(on, kind, times=None, probability=0.1, seed=len(kind), seconds=1.0)


def _other_ways() -> dict[str, Case]:
    third = PortalSimulator(BUTTONS).documents[2].id
    cases: dict[str, Case] = {
        "login-drop": (LINKS, (Fault("login", "drop"),)),
        "login-error_503": (LINKS, (Fault("login", "error_503"),)),
        "button-one-error_503": (BUTTONS, (Fault(third, "error_503", times=None),)),
        "button-one-html_as_pdf": (BUTTONS, (Fault(third, "html_as_pdf", times=None),)),
        "button-one-drop_mid_body": (BUTTONS, (Fault(third, "drop_mid_body", times=None),)),
        "button-expired": (BUTTONS, (Fault("file", "expire_session", at_request_n=3),)),
    }
    for kind in ("error_503", "drop", "expire_session"):
        cases[f"api-{kind}"] = (SCRIPTED, (Fault("api", kind, at_request_n=2),))
    return cases
