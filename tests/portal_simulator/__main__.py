"""`python -m tests.portal_simulator --preset NAME`: to try by hand, or for tests in other processes."""

from __future__ import annotations

import argparse
import json
import signal
import threading
from dataclasses import replace
from pathlib import Path

from tests.portal_simulator.config import DocumentPlan
from tests.portal_simulator.presets import PRESETS
from tests.portal_simulator.simulator import PortalSimulator


def main() -> None:
    """Print one line of JSON about the portal, then one for each code sent; serve until a signal."""
    parser = argparse.ArgumentParser(prog="python -m tests.portal_simulator")
    parser.add_argument("--preset", default="plain", choices=sorted(PRESETS), metavar="NAME")
    parser.add_argument("--language", choices=("fr", "en", "de"), help="another language")
    parser.add_argument("--list", action="store_true", help="print the names of the presets")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--count", type=int, help="another number of documents")
    parser.add_argument("--pad-to", type=int, help="size of every PDF in bytes")
    parser.add_argument("--latency", type=float, help="seconds per answer")
    parser.add_argument("--warm", action="store_true", help="make every PDF before serving")
    parser.add_argument("--record", type=Path, help="JSONL file for every request")
    parser.add_argument("--truth", type=Path, help="JSON file for the facts of every document")
    options = parser.parse_args()
    if options.list:
        print("\n".join(sorted(PRESETS)))
        return
    config = PRESETS[options.preset]
    plan = config.documents
    if isinstance(plan, DocumentPlan):
        plan = replace(
            plan,
            count=plan.count if options.count is None else options.count,
            pad_to=plan.pad_to if options.pad_to is None else options.pad_to,
        )
        config = replace(config, documents=plan)
    if options.language:
        config = replace(config, language=options.language)
    if options.latency is not None:
        config = replace(config, latency_s=options.latency)
    simulator = PortalSimulator(config, options.port, options.record)
    if options.warm:
        simulator.warm()
    _serve(simulator, options.truth)


def _serve(simulator: PortalSimulator, truth: Path | None) -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if truth:
        truth.write_text(json.dumps([document.truth() for document in simulator.documents], indent=1))
    with simulator as sim:
        about = {
            "url": sim.url,
            "list_url": sim.list_url,
            "username": sim.username,
            "password": sim.password,
            "totp_secret": sim.totp_secret,
            "host": sim.host,
            "documents": len(sim.documents),
        }
        print(json.dumps(about), flush=True)
        printed = 0
        while not stop.wait(0.1):
            codes = sim.codes_sent
            for code in codes[printed:]:
                print(json.dumps({"code": code.code, "channel": code.channel, "at": code.at}), flush=True)
            printed = len(codes)


if __name__ == "__main__":
    main()
