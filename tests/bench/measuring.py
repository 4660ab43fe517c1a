"""Run a process and know what it cost: wall clock, its own CPU, its own peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_POLL_S = 0.01
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """`cpu_s` and `peak_mb` are the process' own: those of browsers and drivers that it starts do not count."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    output: str


class CommandFailedError(Exception):
    """A measured command did not do its work."""


def cost_of(
    command: Sequence[str], environment: Mapping[str, str] | None = None, given: str = "", allowed: int = 0
) -> Cost:
    """Runs a command to its end. Raises CommandFailedError for an exit status above `allowed`."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=said,
            text=True,
        )
        assert process.stdin is not None
        process.stdin.write(given)
        process.stdin.close()
        cpu_s, peak_mb = _watch(process)
        wall_s = time.perf_counter() - begun
        output.seek(0)
        said.seek(0)
        if process.returncode not in range(allowed + 1):
            raise CommandFailedError(f"{command}: status {process.returncode}\n{said.read()[-2000:]}")
        return Cost(wall_s, cpu_s, peak_mb, output.read())


def _watch(process: subprocess.Popen[str]) -> tuple[float, float]:
    """Both figures only grow, so what was read last is right; Linux keeps them until the process is reaped."""
    cpu_s = peak_mb = 0.0
    while True:
        peak_mb = _peak_mb(process.pid) or peak_mb
        cpu_s = _cpu_s(process.pid) or cpu_s
        if _is_over(process.pid):
            cpu_s = _cpu_s(process.pid) or cpu_s
            process.wait()
            return cpu_s, peak_mb
        time.sleep(_POLL_S)


def _is_over(pid: int) -> bool:
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _peak_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def interleaved(rounds: int, *runs: Callable[[], Cost]) -> list[list[Cost]]:
    """Each in turn, `rounds` times, so that what else the machine does meets them all alike."""
    costs: list[list[Cost]] = [[] for _ in runs]
    for _ in range(rounds):
        for run, kept in zip(runs, costs, strict=True):
            kept.append(run())
    return costs


def median_s(costs: Sequence[Cost]) -> float:
    return statistics.median(cost.wall_s for cost in costs)


def median_cpu_s(costs: Sequence[Cost]) -> float:
    return statistics.median(cost.cpu_s for cost in costs)
