"""`python -m tests.drive_simulator`: to try by hand, or for tests in other processes."""

from __future__ import annotations

import argparse
import json
import signal
import threading
from pathlib import Path

from tests.drive_simulator.faults import Fault, Kind
from tests.drive_simulator.simulator import DriveSimulator


def main() -> None:
    """Print one line of JSON about the simulator; serve until a signal, then print what lies in each folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.drive_simulator")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds per answer")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--client-secrets", type=Path, help="write the client-secrets file here")
    parser.add_argument(
        "--fault", type=_fault, action="append", default=[], metavar="KIND[:OPERATION[:CHANCE[:SECONDS]]]"
    )
    options = parser.parse_args()
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with DriveSimulator(options.fault, seed=options.seed, port=options.port) as google:
        google.set_latency(options.latency)
        if options.client_secrets:
            google.write_client_secrets(options.client_secrets)
        print(json.dumps({"root": google.root, **google.client_secrets()}), flush=True)
        stopped.wait()
        folders = [file for file in google.drive.files.values() if file.is_folder]
        held = {folder.name: len(google.contents(folder.id)) for folder in folders}
        print(json.dumps({"folders": held, "requests": google.requests}), flush=True)


def _fault(text: str) -> Fault:
    kind, operation, chance, seconds = [*text.split(":"), "", "", ""][:4]
    try:
        return Fault(Kind(kind), operation or "*", float(chance or 1), seconds=float(seconds or 0))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}; kinds: {', '.join(Kind)}") from error


if __name__ == "__main__":
    main()
