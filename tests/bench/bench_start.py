"""How fast the command line starts, against an interpreter that only imports what entries need."""

from __future__ import annotations

import sys
import tempfile

from tests.bench.figures import Figure, show
from tests.bench.measuring import cost_of, interleaved, median_cpu_s, median_s
from tests.bench.world import MOISSON

ROUNDS = 11


def measure(rounds: int = ROUNDS) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="moisson-bench-") as folder:
        listing = [MOISSON, "--data-dir", folder, "portal", "list"]
        importing = [sys.executable, "-c", "import yaml, pydantic"]
        lists, imports = interleaved(rounds, lambda: cost_of(listing), lambda: cost_of(importing))
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
        )
    ]


if __name__ == "__main__":
    show(measure())
