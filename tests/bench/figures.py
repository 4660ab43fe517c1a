"""What a measurement found, against what it has to show."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` in `unit`. One of the limits, or none for what is only told."""

    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    details: dict[str, object] = field(default_factory=dict)

    @property
    def holds(self) -> bool | None:
        if self.at_most is not None:
            return self.value <= self.at_most
        if self.at_least is not None:
            return self.value >= self.at_least
        return None

    @property
    def limit(self) -> str:
        if self.at_most is not None:
            return f"<= {self.at_most:g}"
        return f">= {self.at_least:g}" if self.at_least is not None else ""


def show(figures: Sequence[Figure]) -> None:
    """A table, then one line of JSON with every detail."""
    words = {True: "yes", False: "NO", None: ""}
    lines = [("figure", "measured", "limit", "holds")]
    lines += [(f.name, f"{f.value:.2f} {f.unit}", f.limit, words[f.holds]) for f in figures]
    widths = [max(len(line[at]) for line in lines) for at in range(4)]
    for at, line in enumerate(lines):
        print("  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip())
        if at == 0:
            print("  ".join("-" * width for width in widths))
    found = [{**asdict(f), "value": round(f.value, 3), "holds": f.holds} for f in figures]
    print(json.dumps({"figures": found, "load": os.getloadavg(), "processors": os.cpu_count()}), flush=True)
