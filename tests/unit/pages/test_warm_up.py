"""What is compiled early need not be compiled while a portal waits."""

from __future__ import annotations

import subprocess
import sys

PROBE = """
import re, sys
from connectors.pages.html_tree import page_from_html
from connectors.pages.lists import find_list
from connectors.pages.paging import find_next
from connectors.pages.read import read_page
from connectors.pages.warm_up import warm_up

row = "<tr><td>R{0}</td><td>{0}.02.2026</td><td>{0},50 EUR</td><td><a href=/r{0}.pdf>Herunterladen</a></td></tr>"
rows = "".join(map(row.format, (11, 12, 13)))
page = page_from_html(
    "<a href=/abmelden>Abmelden</a><h1>Rechnungen</h1><table>" + rows + "</table><a rel=next href=/2>Weiter</a>",
    "https://portal.test/rechnungen",
)
compiled = []
compile = re.compile
re.compile = lambda pattern, flags=0: compiled.append(pattern) or compile(pattern, flags)
if sys.argv[1] == "warm":
    warm_up()
early = len(compiled)
read_page(page)
listed = find_list(page)
assert listed is not None and len(listed.rows) == 3
find_next(page, listed)
print(len(compiled) - early)
"""


def _compiled_late(how: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, how], capture_output=True, text=True, check=True, timeout=60
    )
    return int(done.stdout)


def test_little_is_left_to_compile_when_the_page_is_there() -> None:
    cold, warm = _compiled_late("cold"), _compiled_late("warm")
    assert cold > 30
    assert warm < cold / 4
