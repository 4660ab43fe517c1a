"""Takes the licences of docs/dependencies.md into resources/licences.json, for the page that shows them."""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "docs" / "dependencies.md"
TARGET = ROOT / "resources" / "licences.json"


def licences(text: str) -> dict[str, str]:
    """By name of the library, from the tables of what is shipped."""
    found: dict[str, str] = {}
    for line in text.partition("## For work on the program only")[0].splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if line.startswith("| ") and len(cells) == 3 and cells[0] != "library":
            found |= _of_row([name.strip() for name in cells[0].split(",")], cells[2])
    return dict(sorted(found.items(), key=lambda item: item[0].casefold()))


def _of_row(names: list[str], cell: str) -> dict[str, str]:
    """One licence for each, in their order; or one for all but those that the row names again: “MIT; idna:
    BSD-3-Clause”."""
    parts = cell.split("; ")
    if len(parts) == len(names) and not any(": " in part for part in parts):
        return dict(zip(names, parts, strict=True))
    common, own = list[str](), dict[str, str]()
    for part in parts:
        whose, colon, licence = part.partition(": ")
        named = [name.strip() for name in whose.split(",")] if colon else []
        if named and set(named) <= set(names):
            own |= dict.fromkeys(named, licence)
        else:
            common.append(part)
    return {name: own.get(name, "; ".join(common)) for name in names}


def main() -> None:
    found = licences(SOURCE.read_text(encoding="utf-8"))
    TARGET.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
