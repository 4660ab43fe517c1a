"""What holds for every SessionStore, and how the sealed one keeps its files."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from app.adapters.sealed_sessions import SealedSessions
from app.domain.errors import ErrorCode, MoissonError
from app.ports.secrets import SessionStore
from tests.fakes import MemorySecretTexts, MemorySessionStore

STATE = b'{"cookies": [{"name": "sid", "value": "the-cookie"}]}' * 100


@pytest.fixture
def texts() -> MemorySecretTexts:
    return MemorySecretTexts()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


def sealed(folder: Path, texts: MemorySecretTexts) -> SealedSessions:
    return SealedSessions(folder, texts, "here")


@pytest.fixture(params=["fake", "sealed"])
def open_sessions(
    request: pytest.FixtureRequest, folder: Path, texts: MemorySecretTexts
) -> Callable[[], SessionStore]:
    fake = MemorySessionStore()
    return (lambda: fake) if request.param == "fake" else (lambda: sealed(folder, texts))


class TestEvery:
    def test_a_session_is_there_for_the_next_process(self, open_sessions: Callable[[], SessionStore]) -> None:
        open_sessions().save(1, STATE)
        open_sessions().save(2, b"")
        assert (open_sessions().load(1), open_sessions().load(2)) == (STATE, b"")

    def test_a_second_session_replaces_the_first(self, open_sessions: Callable[[], SessionStore]) -> None:
        open_sessions().save(1, STATE)
        open_sessions().save(1, b"new")
        assert open_sessions().load(1) == b"new"

    def test_no_session_is_none(self, open_sessions: Callable[[], SessionStore]) -> None:
        assert open_sessions().load(1) is None

    def test_a_forgotten_session_is_gone(self, open_sessions: Callable[[], SessionStore]) -> None:
        open_sessions().save(1, STATE)
        open_sessions().forget(1)
        open_sessions().forget(1)
        assert open_sessions().load(1) is None


class TestSealed:
    def test_the_file_is_private_and_shows_nothing(self, folder: Path, texts: MemorySecretTexts) -> None:
        sealed(folder, texts).save(1, STATE)
        [path] = folder.iterdir()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert b"cookie" not in path.read_bytes()

    @pytest.mark.logs_warnings
    @pytest.mark.parametrize("length", [0, 5, 18, 25, 40, 200])
    def test_a_file_that_was_cut_off_is_no_session(
        self, folder: Path, texts: MemorySecretTexts, length: int
    ) -> None:
        sealed(folder, texts).save(1, STATE)
        path = folder / "1.sealed"
        path.write_bytes(path.read_bytes()[:length])
        assert sealed(folder, texts).load(1) is None
        assert not path.exists()

    @pytest.mark.logs_warnings
    @pytest.mark.parametrize("place", [0, 20, 60, -1])
    def test_a_file_that_was_altered_is_no_session(
        self, folder: Path, texts: MemorySecretTexts, place: int
    ) -> None:
        sealed(folder, texts).save(1, STATE)
        path = folder / "1.sealed"
        content = bytearray(path.read_bytes())
        content[place] ^= 1
        path.write_bytes(content)
        assert sealed(folder, texts).load(1) is None
        assert not path.exists()

    @pytest.mark.logs_warnings
    def test_another_accounts_file_is_no_session(self, folder: Path, texts: MemorySecretTexts) -> None:
        sealed(folder, texts).save(1, STATE)
        (folder / "1.sealed").rename(folder / "2.sealed")
        assert sealed(folder, texts).load(2) is None

    @pytest.mark.logs_warnings
    def test_another_installations_file_is_no_session(self, folder: Path, texts: MemorySecretTexts) -> None:
        sealed(folder, texts).save(1, STATE)
        assert SealedSessions(folder, texts, "elsewhere").load(1) is None

    @pytest.mark.logs_warnings
    @pytest.mark.parametrize("key", [None, "", "????", "c2hvcnQ="])
    def test_a_lost_key_loses_sessions_only(
        self, folder: Path, texts: MemorySecretTexts, key: str | None
    ) -> None:
        sealed(folder, texts).save(1, STATE)
        if key is None:
            texts.texts.clear()
        else:
            texts.texts["session-key"] = key
        sessions = sealed(folder, texts)
        assert sessions.load(1) is None
        sessions.save(1, STATE)
        assert sealed(folder, texts).load(1) == STATE

    @pytest.mark.logs_warnings
    def test_what_cannot_be_read_is_no_session(self, folder: Path, texts: MemorySecretTexts) -> None:
        (folder / "1.sealed").mkdir(parents=True)
        assert sealed(folder, texts).load(1) is None

    def test_a_session_that_cannot_be_forgotten_is_told(self, folder: Path, texts: MemorySecretTexts) -> None:
        (folder / "1.sealed").mkdir(parents=True)
        with pytest.raises(MoissonError) as caught:
            sealed(folder, texts).forget(1)
        assert caught.value.code is ErrorCode.DATA_FOLDER_UNUSABLE

    def test_a_locked_secret_store_is_told(self, folder: Path, texts: MemorySecretTexts) -> None:
        sealed(folder, texts).save(1, STATE)

        class Locked(MemorySecretTexts):
            def read(self, name: str) -> str | None:
                raise MoissonError(ErrorCode.SECRET_STORE_LOCKED)

        with pytest.raises(MoissonError):
            sealed(folder, Locked()).load(1)
        assert sealed(folder, texts).load(1) == STATE

    def test_the_key_is_asked_for_once(self, folder: Path, texts: MemorySecretTexts) -> None:
        sessions = sealed(folder, texts)
        sessions.save(1, STATE)
        texts.texts.clear()
        assert sessions.load(1) == STATE
