"""How fast the command line starts, against an interpreter that only imports what entries need; and the first time,
when it has yet to make the index of the catalogue."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.figures import Figure, show
from tests.bench.measuring import CommandFailedError, Cost, cost_of, interleaved, median_cpu_s, median_s
from tests.bench.world import MOISSON

ROUNDS = 11
FIRST_ROUNDS = 5


def measure(rounds: int = ROUNDS) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="moisson-bench-") as folder:
        listing = [MOISSON, "--data-dir", folder, "portal", "list"]
        importing = [sys.executable, "-c", "import yaml, pydantic"]
        cost_of(listing)  # makes the index
        lists, imports = interleaved(rounds, lambda: cost_of(listing), lambda: cost_of(importing))
    firsts = [_first_list() for _ in range(FIRST_ROUNDS)]
    return [
        Figure(
            'portal list / python -c "import yaml, pydantic"',
            median_s(lists) / median_s(imports),
            "x",
            at_most=3,
            details={
                "moisson_s": round(median_s(lists), 3),
                "moisson_cpu_s": median_cpu_s(lists),
                "imports_s": round(median_s(imports), 3),
                "imports_cpu_s": median_cpu_s(imports),
            },
        ),
        Figure(
            "portal list in a new data folder",
            median_s(firsts),
            "s",
            details={"cpu_s": median_cpu_s(firsts), "later_s": round(median_s(lists), 3)},
        ),
    ]


def _first_list() -> Cost:
    with tempfile.TemporaryDirectory(prefix="moisson-bench-") as folder:
        cost = cost_of([MOISSON, "--data-dir", folder, "portal", "list"])
        if not list(Path(folder).glob("catalogue-*.sqlite3")):
            raise CommandFailedError("the index of the catalogue was not kept")
        return cost


if __name__ == "__main__":
    show(measure())
