from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.adapters.vault import ContentVault
from app.domain.errors import ErrorCode, MoissonError

CONTENT = b"%PDF-1.7 content" * 200_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "data" / "vault"


@pytest.fixture
def vault(root: Path) -> ContentVault:
    return ContentVault(root)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.pdf"
    path.write_bytes(CONTENT)
    return path


def fails_with(monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(name, fail)


def test_a_file_lies_under_its_hash(vault: ContentVault, root: Path, source: Path) -> None:
    stored = vault.put(source, ".pdf")
    assert (stored.sha256, stored.size, stored.suffix) == (SHA256, len(CONTENT), ".pdf")
    assert stored.md5 == hashlib.md5(CONTENT).hexdigest()
    path = vault.path(SHA256, ".pdf")
    assert path == root / SHA256[:2] / f"{SHA256[2:]}.pdf"
    assert path.read_bytes() == CONTENT
    assert source.read_bytes() == CONTENT


def test_everything_is_private(vault: ContentVault, root: Path, source: Path) -> None:
    vault.put(source, ".pdf")
    for path in (root.parent, root, *root.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_an_empty_file_and_no_suffix(vault: ContentVault, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    stored = vault.put(tmp_path / "empty", "")
    assert stored.size == 0
    assert vault.path(stored.sha256, "").read_bytes() == b""


def test_the_same_content_twice_is_one_file(vault: ContentVault, source: Path) -> None:
    assert vault.put(source, ".pdf") == vault.put(source, ".pdf")
    assert list(vault.walk()) == [vault.path(SHA256, ".pdf")]


def test_a_damaged_copy_is_mended(vault: ContentVault, source: Path) -> None:
    vault.put(source, ".pdf")
    vault.path(SHA256, ".pdf").write_bytes(b"x" * len(CONTENT))
    vault.put(source, ".pdf")
    assert vault.path(SHA256, ".pdf").read_bytes() == CONTENT


def test_removing_leaves_the_others(vault: ContentVault, source: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"other")
    vault.put(source, ".pdf")
    kept = vault.put(other, ".xml")
    vault.remove(SHA256, ".pdf")
    vault.remove(SHA256, ".pdf")
    assert list(vault.walk()) == [vault.path(kept.sha256, ".xml")]


def test_what_cannot_be_removed_is_told(vault: ContentVault) -> None:
    vault.path(SHA256, ".pdf").mkdir(parents=True)
    with pytest.raises(MoissonError) as caught:
        vault.remove(SHA256, ".pdf")
    assert caught.value.code is ErrorCode.DATA_FOLDER_UNUSABLE


def test_an_absent_vault_is_empty(vault: ContentVault) -> None:
    assert list(vault.walk()) == []
    vault.sweep()


def test_left_overs_are_swept_and_nothing_else(vault: ContentVault, root: Path, source: Path) -> None:
    vault.put(source, ".pdf")
    (root / ".incoming-0123").write_bytes(b"half")
    (root / "note.txt").write_text("a person's")
    assert list(vault.walk()) == [vault.path(SHA256, ".pdf")]
    vault.sweep()
    assert sorted(path.name for path in root.iterdir()) == [SHA256[:2], "note.txt"]


def test_sweeping_spares_what_is_being_written(
    vault: ContentVault, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.fsync

    def sweep_then_sync(descriptor: int) -> None:
        vault.sweep()
        really(descriptor)

    monkeypatch.setattr("os.fsync", sweep_then_sync)
    vault.put(source, ".pdf")
    assert vault.path(SHA256, ".pdf").read_bytes() == CONTENT


def test_several_threads_put_the_same_and_other_files(vault: ContentVault, tmp_path: Path) -> None:
    sources = []
    for number in range(20):
        sources.append(tmp_path / str(number))
        sources[-1].write_bytes(b"%d" % (number // 2) * 10_000)
    with ThreadPoolExecutor(4) as pool:
        stored = set(pool.map(lambda path: vault.put(path, ".pdf"), sources))
    assert len(stored) == 10
    assert set(vault.walk()) == {vault.path(file.sha256, ".pdf") for file in stored}


@pytest.mark.parametrize("suffix", ["pdf", "../x", "./x", ".p/f", ".", ".abcdefghijk", ".p\n"])
def test_suffixes_cannot_lead_elsewhere(vault: ContentVault, source: Path, suffix: str) -> None:
    with pytest.raises(ValueError, match="suffix"):
        vault.put(source, suffix)
    with pytest.raises(ValueError, match="content"):
        vault.path(SHA256, suffix)


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", SHA256.upper(), SHA256 + "\n"])
def test_hashes_cannot_lead_elsewhere(vault: ContentVault, sha256: str) -> None:
    with pytest.raises(ValueError, match="content"):
        vault.path(sha256, ".pdf")


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_a_source_that_cannot_be_read_is_told(vault: ContentVault, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "source"
    if kind == "folder":
        path.mkdir()
    with pytest.raises(MoissonError) as caught:
        vault.put(path, ".pdf")
    assert caught.value.code is ErrorCode.FILE_UNREADABLE
    assert list(vault.walk()) == []


def test_a_source_that_breaks_in_the_middle_leaves_nothing(
    vault: ContentVault, root: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError(errno.EIO, "Input/output error")
            return super().read(size)

    monkeypatch.setattr(Path, "open", lambda *_: Breaking(CONTENT))
    with pytest.raises(MoissonError) as caught:
        vault.put(source, ".pdf")
    assert caught.value.code is ErrorCode.FILE_UNREADABLE
    assert list(root.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ErrorCode.DISK_FULL),
        (errno.EDQUOT, ErrorCode.DISK_FULL),
        (errno.EIO, ErrorCode.DATA_FOLDER_UNUSABLE),
    ],
)
def test_a_disk_that_fails_leaves_nothing(
    vault: ContentVault,
    root: Path,
    source: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    code: ErrorCode,
) -> None:
    root.mkdir(parents=True)
    fails_with(monkeypatch, "os.fsync", number)
    with pytest.raises(MoissonError) as caught:
        vault.put(source, ".pdf")
    assert caught.value.code is code
    assert list(root.iterdir()) == []


def test_a_vault_that_cannot_be_made_is_told(root: Path, source: Path) -> None:
    root.parent.mkdir()
    root.write_text("a file")
    with pytest.raises(MoissonError) as caught:
        ContentVault(root).put(source, ".pdf")
    assert caught.value.code is ErrorCode.DATA_FOLDER_UNUSABLE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_really_full_disk(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first byte that is written to /dev/full fails as on a full disk."""
    really = os.open

    def open_full(path: object, flags: int, mode: int = 0o777) -> int:
        return really("/dev/full", os.O_WRONLY) if flags & os.O_CREAT else really(str(path), flags, mode)

    vault = ContentVault(tmp_path / "vault")
    monkeypatch.setattr("os.open", open_full)
    with pytest.raises(MoissonError) as caught:
        vault.put(source, ".pdf")
    assert caught.value.code is ErrorCode.DISK_FULL
