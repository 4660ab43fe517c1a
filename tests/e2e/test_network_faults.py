"""Nothing lost or doubled, whatever goes wrong on the way: what was missed is said, and comes with the next visit."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import Outcome
from tests.e2e.chaos_visits import ended, faulty_portal
from tests.e2e.fault_cases import all_cases

pytestmark = [pytest.mark.browser, pytest.mark.logs_warnings]

EVERY_DAY = (
    "some-files-drop_mid_body",
    "one-file-html_as_pdf",
    "one-file-truncated",
    "list-2-error_503",
    "list-2-truncated",
    "detail-drop",
    "expired-at-file-4",
    "mixture-links",
    "mixture-scripted",
)
_MOST_PASSWORDS = 4
# A page that ends within a row, and says that it is whole: the half row stays on record as one without a file.
CUT_IN_A_ROW = {f"list-{which}-truncated": ["no_file_found"] for which in ("1", "2", "ever")}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in EVERY_DAY else pytest.mark.every_preset) for name in all_cases()],
)
def test_what_did_not_come_is_said_and_comes_later(tmp_path: Path, name: str) -> None:
    portal, faults = all_cases()[name]
    with faulty_portal(portal, faults, tmp_path) as place:
        outcome, first = ended(place.sync()), place.stored()
        assert (first.extra, first.doubled) == (0, 0)
        if outcome is Outcome.OK:
            assert first.missing == 0
        assert place.passwords_sent <= _MOST_PASSWORDS
        place.portal.clear_faults()
        assert ended(place.sync()) is Outcome.OK
        assert place.stored() == type(first)(missing=0, extra=0, doubled=0)
        assert place.reasons() == CUT_IN_A_ROW.get(name, [])
        assert place.verify().clean
