"""`python -m tests.e2e.kill_campaign --kills 50`: kill collections and deliveries, go on, compare.

First the program itself is killed, then (as often) its browser or driver. Prints a table and JSON; the exit
status says whether nothing was lost, doubled or left behind.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from tests.e2e.chaos_installation import ChaosInstallation, Comparison, children_of, finished
from tests.e2e.chaos_moments import Moment, Scene, begin, choose
from tests.e2e.chaos_portals import KINDS, Ground, grounds

PROGRAM_STAGES = (
    "starting",
    "opening",
    "signing_in",
    "listing",
    "fetching",
    "storing",
    "sealing",
    "delivering",
)
BROWSER_STAGES = ("opening", "signing_in", "listing", "fetching", "storing")
_CLEAR = {"ok", "partial", "portal_unavailable", "browser_failed"}


@dataclass
class Report:
    """`rounds`: what was compared after each time that everything was allowed to finish."""

    victim: str
    kills: Counter[str] = field(default_factory=Counter)
    not_reached: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    slowest_end_s: float = 0.0
    unclear: list[str] = field(default_factory=list)
    broken_views: list[str] = field(default_factory=list)
    rounds: list[Comparison] = field(default_factory=list)
    duration_s: float = 0.0

    @property
    def clean(self) -> bool:
        return not (self.unclear or self.broken_views) and all(each.clean for each in self.rounds)

    def as_json(self) -> dict[str, object]:
        figures = {name: value for name, value in vars(self).items() if name != "rounds"}
        rounds = [asdict(each) | {"clean": each.clean} for each in self.rounds]
        return {**figures, "killed": self.kills.total(), "rounds": rounds, "clean": self.clean}


class Campaign:
    """Kills of one kind. `count`: documents of each portal."""

    def __init__(self, victim: str, stages: Sequence[str], kills: int, seed: int) -> None:
        self.report = Report(victim)
        self._wanted = kills
        self._chance = random.Random(seed)
        self._stages = self._endless(stages)

    def run(self, places: Sequence[Ground]) -> Report:
        begun, number = time.monotonic(), 0
        while self.report.kills.total() < self._wanted:
            self._round(places[number % len(places)])
            number += 1
        self.report.duration_s = round(time.monotonic() - begun, 1)
        return self.report

    def _endless(self, stages: Sequence[str]) -> Iterator[str]:
        """Every stage as often as the others, in another order each time."""
        while True:
            yield from self._chance.sample(stages, len(stages))

    def _round(self, place: Ground) -> None:
        """Until everything is collected and delivered in spite of the kills, or there were enough."""
        with place.installation() as installation:
            idle = 0
            while self.report.kills.total() < self._wanted and idle < 3:
                moment = choose(next(self._stages), self._chance, len(place.truth))
                idle = 0 if self._attack(place, installation, moment) else idle + 1
                self._look(installation, place)
                if len(installation.delivered()) == len(place.truth):
                    break
            self.report.rounds.append(self._finish(place, installation))

    def _attack(self, place: Ground, installation: ChaosInstallation, moment: Moment) -> bool:
        scene = begin(installation, place.portal, moment.command)
        killed = moment.wait(scene) and self._kill(scene)
        if killed:
            self.report.kills[moment.stage] += 1
            print(f"{self.report.victim} killed while {moment.stage}", file=sys.stderr, flush=True)
        else:
            self.report.not_reached += 1
        self._await_end(scene, killed)
        return killed

    def _kill(self, scene: Scene) -> bool:
        if self.report.victim == "program":
            scene.process.kill()
            return True
        victim = browser_of(scene, driver=self._chance.random() < 0.2)
        if victim is None:
            return False
        victim.send_signal(signal.SIGKILL)
        return True

    def _await_end(self, scene: Scene, killed: bool) -> None:
        begun = time.monotonic()
        status, answer = finished(scene.process)
        if self.report.victim == "program" and killed:
            return
        self.report.slowest_end_s = max(self.report.slowest_end_s, round(time.monotonic() - begun, 1))
        for run in (answer or {}).get("runs", []):
            ending = run["error"] or run["outcome"]
            self.report.endings[ending] += 1
            if ending not in _CLEAR or status not in (0, 1):
                self.report.unclear.append(f"{ending} ({status})")
        if answer is None or "error" in answer:
            self.report.unclear.append(str(answer))

    def _look(self, installation: ChaosInstallation, place: Ground) -> None:
        """Whatever a person sees in the folder at any time is whole, wanted, and there once."""
        seen = installation.delivered()
        if len(seen) != len(set(seen)) or not set(seen) <= set(place.truth):
            self.report.broken_views.append(f"{len(seen)} files after kill {self.report.kills.total()}")

    def _finish(self, place: Ground, installation: ChaosInstallation) -> Comparison:
        for command in ("sync", "export"):
            status, answer = installation.run(command)
            if status:
                self.report.unclear.append(f"final {command}: {status} {answer}")
                print(installation.log()[-4000:], file=sys.stderr)
        return installation.compare(place.truth)


def browser_of(scene: Scene, *, driver: bool) -> psutil.Process | None:
    """The browser or its driver, as soon as it is there; None when the command ends without."""
    while scene.process.poll() is None:
        for child in children_of(scene.process):
            try:
                words = child.cmdline()
            except psutil.Error:
                continue
            if words and _is_driver(words) == driver and (driver or _is_browser(words)):
                return child
        time.sleep(0.02)
    return None


def _is_driver(words: list[str]) -> bool:
    return Path(words[0]).name.startswith(("chromedriver", "msedgedriver"))


def _is_browser(words: list[str]) -> bool:
    """Its own first process, not one of its renderers."""
    has_profile = any(word.startswith("--user-data-dir=") for word in words)
    return has_profile and not any(word.startswith("--type=") for word in words)


def run_campaign(
    victim: str,
    stages: Sequence[str],
    kills: int,
    *,
    documents: int = 200,
    seed: int = 7,
    kinds: tuple[str, ...] = KINDS,
) -> Report:
    """`victim`: program, or browser (one time in five its driver)."""
    with grounds(documents, kinds) as places:
        return Campaign(victim, stages, kills, seed).run(places)


def show(report: Report) -> None:
    """As a table."""
    print(f"\n{report.victim}: {report.kills.total()} kills in {report.duration_s:.0f} s")
    for stage, count in sorted(report.kills.items()):
        print(f"  while {stage:<12} {count:>4}")
    print(f"  came to an end before the kill: {report.not_reached}")
    if report.victim == "browser":
        print(f"  endings: {dict(report.endings)}; slowest end after a kill: {report.slowest_end_s} s")
    names = list(Comparison.__dataclass_fields__)
    for number, each in enumerate(report.rounds, 1):
        found = ", ".join(f"{name} {value}" for name in names if (value := getattr(each, name)))
        print(f"  round {number}: {found or 'nothing'} {'clean' if each.clean else 'NOT CLEAN'}")
    for problem in (*report.unclear, *report.broken_views):
        print(f"  PROBLEM: {problem}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.kill_campaign")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--browser-kills", type=int, help="as many as --kills when not given")
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    browser_kills = options.kills if options.browser_kills is None else options.browser_kills
    plans = (("program", PROGRAM_STAGES, options.kills), ("browser", BROWSER_STAGES, browser_kills))
    reports = [
        run_campaign(*plan, documents=options.documents, seed=options.seed) for plan in plans if plan[2]
    ]
    for report in reports:
        show(report)
    print(json.dumps([report.as_json() for report in reports]))
    return 0 if all(report.clean for report in reports) else 1


if __name__ == "__main__":
    sys.exit(main())
