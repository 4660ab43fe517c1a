"""Exports to Google Drive with 150 ms per answer and 8 workers, against raw HTTP uploads of as many files.

What an export asks before its first byte leaves is the same for ten documents and for ten thousand. It is told
apart: by the time that an export of few documents takes.
"""

from __future__ import annotations

import http.client
import json
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

from app.domain.deliveries import Parcel
from tests.bench.figures import Figure, show
from tests.contract.destinations.contract import Goods
from tests.contract.destinations.drive_exports import DriveExports
from tests.contract.destinations.drive_world import DriveWorld, drive_world
from tests.unit.services.service_parts import make_fetched

ROUNDS = 3
_FILES = 160
_SIZE = 60_000
_WORKERS = 8
_FEW = _WORKERS
_LATENCY_S = 0.15

Job = tuple[Parcel, Path, str]


def measure(rounds: int = ROUNDS) -> list[Figure]:
    with (
        drive_world() as world,
        tempfile.TemporaryDirectory(prefix="moisson-bench-") as folder,
        mock.patch.dict("os.environ", MOISSON_GOOGLE_API_ROOT=world.google.root),
    ):
        world.google.set_latency(_LATENCY_S)
        goods = Goods(Path(folder) / "goods")
        few_s, ours_s, raw_s = [], [], []
        for number in range(rounds):
            few_s.append(_deliver(world, Path(folder), f"few-{number}", _FEW))
            ours_s.append(_deliver(world, Path(folder), f"all-{number}", _FEW + _FILES) - few_s[-1])
            raw_s.append(_upload_raw(world, goods, number))
    return [
        Figure(
            "deliveries to Drive / raw HTTP uploads, 150 ms per answer, 8 workers",
            statistics.median(raw_s) / statistics.median(ours_s),
            "x",
            at_least=0.9,
            details={
                "files": _FILES,
                "few_s": [round(seconds, 2) for seconds in few_s],
                "ours_s": [round(seconds, 2) for seconds in ours_s],
                "raw_s": [round(seconds, 2) for seconds in raw_s],
            },
        )
    ]


def _made(goods: Goods, mark: bytes) -> list[tuple[Parcel, Path]]:
    return [goods.make(f"F{n}.pdf", b"%%PDF-%s-%d" % (mark, n) + bytes(_SIZE)) for n in range(_FILES)]


def _deliver(world: DriveWorld, folder: Path, name: str, count: int) -> float:
    """A whole export as in life: outbox and database, renewal of the token and connections included."""
    exports = DriveExports(world, folder / name, workers=_WORKERS)
    account = exports.parts.add_account()
    for n in range(count):
        content = f"%PDF-{name}-{n}".encode() + bytes(_SIZE)
        fetched = make_fetched(exports.parts.root, n, content=content)
        file = exports.parts.vault().put(fetched.path, ".pdf")
        exports.parts.store().documents.add(account.id, None, fetched.document, file)
    started = time.monotonic()
    ended = exports.export()
    taken_s = time.monotonic() - started
    assert ended.delivered == count
    exports.parts.store().close()
    return taken_s


def _upload_raw(world: DriveWorld, goods: Goods, number: int) -> float:
    made = _made(goods, b"raw-%d" % number)
    ids = world.google.drive.generate_ids(len(made))
    token = world.google.oauth.access_token()
    local = threading.local()

    def upload(job: Job) -> None:
        if not hasattr(local, "connection"):
            local.connection = http.client.HTTPConnection(world.google.root.removeprefix("http://"))
        parcel, source, place = job
        about = json.dumps({"id": place, "name": parcel.name, "parents": [world.folder.id]}).encode()
        body = (
            b"--b\r\nContent-Type: application/json\r\n\r\n%b\r\n--b\r\nContent-Type: application/pdf\r\n\r\n"
            b"%b\r\n--b--\r\n" % (about, source.read_bytes())
        )
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "multipart/related; boundary=b"}
        path = "/upload/drive/v3/files?uploadType=multipart&fields=id,md5Checksum"
        local.connection.request("POST", path, body, headers)
        answer = local.connection.getresponse()
        assert answer.status == 200, answer.read()
        answer.read()

    jobs = [(parcel, source, place) for (parcel, source), place in zip(made, ids, strict=True)]
    return _timed(jobs, upload)


def _timed(jobs: list[Job], work: Callable[[Job], object]) -> float:
    started = time.monotonic()
    with ThreadPoolExecutor(_WORKERS) as pool:
        list(pool.map(work, jobs))
    return time.monotonic() - started


if __name__ == "__main__":
    show(measure())
