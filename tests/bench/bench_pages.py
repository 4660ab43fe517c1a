"""How long the page reader takes for a page; only told. Nothing is measured where the pages are absent."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tests.bench.figures import Figure, show
from tests.bench.measuring import cost_of
from tests.bench.world import MOISSON

PAGES = Path(__file__).resolve().parents[3] / "shared" / "pages" / "login-forms"


def measure() -> list[Figure]:
    files = sorted(map(str, PAGES.glob("*.html")))
    if not files:
        return []
    with tempfile.TemporaryDirectory(prefix="moisson-bench-") as folder:
        cost = cost_of([MOISSON, "--data-dir", folder, "--json", "page", "inspect", *files], allowed=1)
    found = [json.loads(line) for line in cost.output.splitlines()]
    details = {"pages": len(found), "wall_s": round(cost.wall_s, 2), "cpu_s": round(cost.cpu_s, 2)}
    return [Figure("page inspect, seconds per page", cost.wall_s / len(found), "s", details=details)]


if __name__ == "__main__":
    show(measure())
