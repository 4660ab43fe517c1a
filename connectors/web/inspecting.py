"""What the page reader sees of a page: for `moisson page inspect`, for entries' authors and for tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from app.domain.errors import ErrorCode, MoissonError
from app.domain.hosts import InvalidAddressError, checked_address
from connectors.browser.errors import BrowserError
from connectors.browser.options import BrowserOptions
from connectors.browser.session import BrowserSession
from connectors.pages.listing import ListedRow
from connectors.pages.lists import find_list
from connectors.pages.paging import find_next
from connectors.pages.read import read_page
from connectors.pages.reading import PageState, Reading
from connectors.pages.tree import Node, Page
from connectors.web.snapshots import Snapshots

_FORMS = frozenset(
    (
        PageState.LOGIN,
        PageState.USERNAME_STEP,
        PageState.PASSWORD_STEP,
        PageState.WRONG_CREDENTIALS,
        PageState.CODE,
    )
)
_PER_BROWSER = 200


def inspect(sources: Iterable[str], work_dir: Path) -> Iterator[Mapping[str, object]]:
    """One description per source. Files are read without network and without running their scripts.

    Raises MoissonError file_unreadable or address_invalid before anything is opened.
    """
    wanted = [(source, *_address_of(source)) for source in sources]
    for is_file, alike in groupby(wanted, key=lambda item: item[2]):
        chosen = [(source, address) for source, address, _ in alike]
        for start in range(0, len(chosen), _PER_BROWSER):
            yield from _inspect(chosen[start : start + _PER_BROWSER], work_dir, offline=is_file)


def _inspect(
    chosen: list[tuple[str, str]], work_dir: Path, *, offline: bool
) -> Iterator[Mapping[str, object]]:
    options = BrowserOptions(work_dir=work_dir, offline=offline, scripts=not offline)
    with BrowserSession.start(options, frozenset()) as session:
        for source, address in chosen:
            try:
                session.open(address)
                page = Snapshots().take(session)
            except BrowserError as error:
                yield {"source": source, "state": "unknown", "error": type(error).__name__}
                continue
            yield {"source": source, **describe(page)}


def _address_of(source: str) -> tuple[str, bool]:
    if "://" in source and not source.startswith("file:"):
        try:
            return checked_address(source), False
        except InvalidAddressError as error:
            raise MoissonError(ErrorCode(error.code), address=source) from error
    path = Path(source.removeprefix("file://")).absolute()
    if not path.is_file():
        raise MoissonError(ErrorCode.FILE_UNREADABLE, path=str(path), reason="")
    return path.as_uri(), True


def describe(page: Page) -> dict[str, object]:
    """The JSON of cli.md for one page."""
    reading = read_page(page)
    listed = find_list(page)
    following = find_next(page, listed) if listed else None
    return {
        "state": reading.state.value,
        "fields": _fields(page, reading),
        "documents": [_document(row) for row in listed.rows] if listed else [],
        "next_page": following.css if following else None,
        "reasons": list(reading.reasons),
    }


def _fields(page: Page, reading: Reading) -> dict[str, object]:
    """Only what a password manager should fill on this page."""
    if reading.state not in _FORMS:
        return {}
    named: dict[str, Node | None] = {}
    if reading.login is not None:
        named = {
            "username": reading.login.username,
            "password": reading.login.password,
            "submit": reading.login.submit,
        }
    elif reading.code is not None:
        named = {"submit": reading.code.submit}
    fields: dict[str, object] = {name: page.css(node) for name, node in named.items() if node is not None}
    if reading.code is not None:
        fields["code"] = [page.css(node) for node in reading.code.inputs]
    return fields


def _document(row: ListedRow) -> dict[str, object]:
    return {
        "number": row.number,
        "issued": row.issued.isoformat() if row.issued else None,
        "total": None if row.total is None else str(row.total),
        "action": row.actions[0].css if row.actions else None,
    }
