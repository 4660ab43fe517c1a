"""`python -m tests.bench [start] [visit] [pages] [collection] [drive] [window] [documents]
[catalogue]`: measure all of it, or what is named."""

from __future__ import annotations

import sys

from tests.bench import (
    bench_catalogue,
    bench_collection,
    bench_documents,
    bench_drive,
    bench_pages,
    bench_start,
    bench_visit,
    bench_window,
)
from tests.bench.figures import Figure, show
from tests.bench.measuring import CommandFailedError

_PARTS = {
    "start": bench_start.measure,
    "visit": bench_visit.measure,
    "pages": bench_pages.measure,
    "collection": bench_collection.measure,
    "drive": bench_drive.measure,
    "window": bench_window.measure,
    "documents": bench_documents.measure,
    "catalogue": bench_catalogue.measure,
}


def main() -> int:
    named = sys.argv[1:] or list(_PARTS)
    if unknown := set(named) - set(_PARTS):
        print(
            f"not a measurement: {', '.join(sorted(unknown))}; there are {', '.join(_PARTS)}", file=sys.stderr
        )
        return 2
    figures: list[Figure] = []
    failed = False
    for name in named:
        print(f"measuring: {name}", file=sys.stderr)
        try:
            figures += _PARTS[name]()
        except CommandFailedError as error:
            print(f"not measured: {name}: {error}", file=sys.stderr)
            failed = True
    show(figures)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
