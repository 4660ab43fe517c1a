"""The first collection of 1,000 documents against an HTTP client with a ready session, and against clicking.

Whole processes are measured, from start to end: `moisson sync` signs in, finds the list and stores everything.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from tests.bench.figures import Figure, show
from tests.bench.measuring import Cost, cost_of, interleaved, median_cpu_s, median_s
from tests.bench.world import Installation, Portal, installation, running_portal

ROUNDS = 3
_CLICKED = 60


def measure(rounds: int = ROUNDS) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="moisson-bench-") as folder, running_portal() as portal:
        with installation(Path(folder)) as installed:
            collected, fetched = interleaved(
                rounds, lambda: _collect(installed, portal), lambda: _fetch(portal, Path(folder))
            )
        clicked_s = _click(portal, Path(folder))
    ours_s, client_s = median_s(collected), median_s(fetched)
    return [
        Figure(
            "first collection / HTTP client, 4 connections",
            ours_s / client_s,
            "x",
            at_most=1.3,
            details={
                "documents": portal.documents,
                "moisson_s": [round(cost.wall_s, 2) for cost in collected],
                "moisson_cpu_s": round(median_cpu_s(collected), 2),
                "client_s": [round(cost.wall_s, 2) for cost in fetched],
                "client_cpu_s": round(median_cpu_s(fetched), 2),
                "secrets": installed.secrets,
            },
        ),
        Figure(
            "clicking each link with Selenium / first collection",
            clicked_s * portal.documents / _CLICKED / ours_s,
            "x",
            at_least=6,
            details={"clicked": _CLICKED, "clicked_s": round(clicked_s, 2), "scaled_to": portal.documents},
        ),
        Figure(
            "memory of our process, first collection",
            max(cost.peak_mb for cost in collected),
            "MB",
            at_most=150,
        ),
    ]


def _collect(installed: Installation, portal: Portal) -> Cost:
    installed.begin_anew(portal)
    cost, run = installed.sync()
    if (run["outcome"], run["new"], run["failed"]) != ("ok", portal.documents, 0):
        raise RuntimeError(f"not everything was collected: {run}")
    return cost


def _fetch(portal: Portal, folder: Path) -> Cost:
    with tempfile.TemporaryDirectory(dir=folder) as files:
        command = [sys.executable, "-m", "tests.bench.http_client", portal.list_url, files]
        cost = cost_of(command, given=portal.session)
        if json.loads(cost.output)["documents"] != portal.documents:
            raise RuntimeError(f"not everything was fetched: {cost.output}")
        return cost


def _click(portal: Portal, folder: Path) -> float:
    """Seconds for `_CLICKED` files, without the start of the browser."""
    with tempfile.TemporaryDirectory(dir=folder) as files:
        words = ["click", portal.list_url, files, str(_CLICKED)]
        cost = cost_of([sys.executable, "-m", "tests.bench.selenium_script", *words], given=portal.session)
        return float(json.loads(cost.output)["seconds"])


if __name__ == "__main__":
    show(measure())
