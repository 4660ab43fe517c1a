"""How soon a catalogue of 50,000 portals is there, and answers a key in its search."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from connectors.catalogue.catalogue import YamlCatalogue
from tests.bench.figures import Figure, show
from tests.bench.large_catalogue import make_catalogue
from tests.bench.measuring import cost_of

ENTRIES = 50_000
ROUNDS = 5


def measure(entries: int = ENTRIES) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="moisson-bench-") as place:
        shipped, index_folder = Path(place) / "portals", Path(place) / "index"
        shipped.mkdir()
        index_folder.mkdir()
        make_catalogue(shipped, entries)
        begun = time.perf_counter()
        YamlCatalogue(shipped=shipped, index_folder=index_folder).warm()
        built_s = time.perf_counter() - begun
        folders = [str(shipped), str(index_folder)]
        return [
            Figure("catalogue, index built", built_s, "s", details={"entries": entries}),
            _opened([_told("catalogue_probe", "open", *folders) for _ in range(ROUNDS)]),
            _keys("catalogue search, key to answer, 95 %", _told("catalogue_probe", "search", *folders)),
            _keys("portal chooser, key to lines, 95 %", _told("chooser_probe", "keys", *folders)),
            _chooser(_told("chooser_probe", "opening", *folders)),
        ]


def _told(probe: str, *arguments: str) -> Any:
    command = [sys.executable, "-m", f"tests.bench.{probe}", *arguments]
    return json.loads(cost_of(command, {"QT_QPA_PLATFORM": "offscreen"}).output.splitlines()[-1])


def _opened(taken: list[float]) -> Figure:
    details = {"worst_s": round(max(taken) / 1000, 3), "where": "on a worker thread, when a wizard opens"}
    return Figure("catalogue, opened with its index", median(taken) / 1000, "s", details=details)


def _keys(name: str, taken: list[tuple[str, float]]) -> Figure:
    milliseconds = [each for _, each in taken]
    slowest = sorted(taken, key=lambda each: -each[1])[:5]
    details = {
        "keys": len(taken),
        "median_ms": round(median(milliseconds), 1),
        "worst_ms": {text: round(each, 1) for text, each in slowest},
    }
    return Figure(name, quantiles(milliseconds, n=20)[-1], "ms", at_most=30, details=details)


def _chooser(taken: list[float]) -> Figure:
    details = {"first_ms": round(taken[0], 1), "worst_ms": round(max(taken), 1), "openings": len(taken)}
    return Figure("portal chooser, opened to lines", median(taken), "ms", at_most=100, details=details)


if __name__ == "__main__":
    show(measure())
