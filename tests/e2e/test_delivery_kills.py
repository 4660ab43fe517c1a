"""kill -9 of exports to Drive while Google fails: nothing is missing, doubled or altered.

A few kills on a small vault; `python -m tests.e2e.delivery_campaign` is the whole campaign.
"""

from __future__ import annotations

import pytest

from tests.e2e.delivery_campaign import run_campaign


@pytest.mark.chaos
def test_exports_that_are_killed_again_and_again() -> None:
    report = run_campaign(documents=40, kills=6)
    assert report.kills.total() == 6
    assert report.clean, report
