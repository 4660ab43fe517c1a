from __future__ import annotations

import pytest

from tests.contract.pages.labelled_pages import FOLDER, judge_all, share_right


@pytest.mark.browser
@pytest.mark.skipif(not FOLDER.is_dir(), reason="the labelled pages are not on this machine")
def test_real_sign_in_forms_are_found_and_others_left_alone() -> None:
    judged = judge_all()
    right, positives = share_right(judged, "positive")
    quiet, negatives = share_right(judged, "negative")
    wrong = [(j.file, j.detail) for j in judged if not j.right]
    assert right / positives >= 0.97, wrong
    assert negatives - quiet <= 1, wrong
    assert sum(j.milliseconds for j in judged) < 15_000
