"""Delivers the jobs that standard input names with four threads; made to be killed."""

from __future__ import annotations

import importlib
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from app.domain.deliveries import Parcel


def main() -> None:
    task: dict[str, Any] = json.load(sys.stdin)
    module, function = task["opener"].split(":")
    connector = getattr(importlib.import_module(module), function)(task["settings"])
    print("started", flush=True)
    connector.check()
    with ThreadPoolExecutor(4) as pool:
        futures = [
            pool.submit(connector.deliver, Parcel(**job["parcel"]), Path(job["source"]), job["place"])
            for job in task["jobs"]
        ]
        for future in futures:
            future.result()
    print("done", flush=True)


if __name__ == "__main__":
    main()
