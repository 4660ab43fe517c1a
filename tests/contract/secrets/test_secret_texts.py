"""What holds wherever secret texts are kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.contract.secrets.conftest import Opener


def test_what_was_never_written_is_none(open_texts: Opener) -> None:
    assert open_texts().read("nothing") is None


@pytest.mark.parametrize("text", ["plain", "é à ü € 漢字 😀", '{"a": "\\n\\"quoted\\""}', "x" * 5000])
def test_a_text_is_there_for_the_next_process(open_texts: Opener, text: str) -> None:
    open_texts().write("name", text)
    assert open_texts().read("name") == text


def test_a_second_text_replaces_the_first(open_texts: Opener) -> None:
    texts = open_texts()
    texts.write("name", "old")
    texts.write("other", "stays")
    texts.write("name", "new")
    assert (open_texts().read("name"), open_texts().read("other")) == ("new", "stays")


def test_erasing_leaves_the_others_and_may_be_repeated(open_texts: Opener) -> None:
    texts = open_texts()
    texts.write("name", "gone")
    texts.write("other", "stays")
    texts.erase("name")
    texts.erase("name")
    assert (open_texts().read("name"), open_texts().read("other")) == (None, "stays")


def test_several_threads_write_and_read(open_texts: Opener) -> None:
    texts = open_texts()

    def write_and_read(number: int) -> bool:
        texts.write(f"name-{number}", f"text-{number}")
        return texts.read(f"name-{number}") == f"text-{number}"

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(write_and_read, range(12)))
    assert open_texts().read("name-11") == "text-11"
