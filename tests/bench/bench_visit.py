"""A visit that finds nothing new against a bare Selenium script that only loads the list page."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.figures import Figure, show
from tests.bench.measuring import Cost, cost_of, interleaved, median_cpu_s, median_s
from tests.bench.world import PAGE_SIZE, Installation, Portal, installation, running_portal

ROUNDS = 5
# The list shows its first page only, however long it is; collecting first takes less time this way.
_DOCUMENTS = 100


def measure(rounds: int = ROUNDS) -> list[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="moisson-bench-") as folder,
        running_portal("--count", str(_DOCUMENTS)) as portal,
        installation(Path(folder)) as installed,
    ):
        installed.begin_anew(portal)
        installed.sync()
        visits, loads = interleaved(rounds, lambda: _visit(installed), lambda: _load(portal))
    return [
        Figure(
            "visit with nothing new / bare Selenium script",
            median_s(visits) / median_s(loads),
            "x",
            at_most=1.25,
            details={
                "moisson_s": [round(cost.wall_s, 2) for cost in visits],
                "moisson_cpu_s": round(median_cpu_s(visits), 2),
                "script_s": [round(cost.wall_s, 2) for cost in loads],
                "script_cpu_s": round(median_cpu_s(loads), 2),
                "secrets": installed.secrets,
            },
        )
    ]


def _visit(installed: Installation) -> Cost:
    cost, run = installed.sync()
    if (run["outcome"], run["new"], run["known"]) != ("ok", 0, PAGE_SIZE):
        raise RuntimeError(f"not a visit with nothing new: {run}")
    return cost


def _load(portal: Portal) -> Cost:
    command = [sys.executable, "-m", "tests.bench.selenium_script", "load", portal.list_url]
    return cost_of(command, given=portal.session)


if __name__ == "__main__":
    show(measure())
