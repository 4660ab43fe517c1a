"""How soon the page of documents answers a key in its search, with 100,000 documents."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from tests.bench.figures import Figure, show
from tests.bench.large_folder import DOCUMENTS, make_large_folder
from tests.bench.measuring import cost_of


def measure(documents: int = DOCUMENTS) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="moisson-bench-") as place:
        folder = make_large_folder(Path(place) / "data", documents=documents)
        passphrase = Path(place) / "passphrase"
        passphrase.write_text("open sesame\n")
        passphrase.chmod(0o600)
        probe = [sys.executable, "-m", "tests.bench.search_probe", str(folder.root)]
        cost = cost_of(probe, {"MOISSON_PASSPHRASE_FILE": str(passphrase)})
    taken = json.loads(cost.output.splitlines()[-1])
    details = {
        "documents": documents,
        "keys": len(taken),
        "median_ms": round(median(taken), 1),
        "worst_ms": round(max(taken), 1),
    }
    late = quantiles(taken, n=20)[-1]
    return [Figure("document search, key to lines, 95 %", late, "ms", at_most=50, details=details)]


if __name__ == "__main__":
    show(measure())
