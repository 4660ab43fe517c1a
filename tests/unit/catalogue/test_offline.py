"""The catalogue needs no network: not to be built, not to be searched, not to judge an address."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import sys
from pathlib import Path

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise SystemExit(f"{event} {arguments}")

sys.addaudithook(refuse)
from connectors.catalogue.catalogue import YamlCatalogue

for _ in ("built", "opened"):
    catalogue = YamlCatalogue(index_folder=Path(sys.argv[1]))
    assert catalogue.list(text="bouigues")[0].id == "bouygues-telecom"
    assert catalogue.find_by_url("https://www.orange.fr/x").id == "orange"
    assert catalogue.warnings(["www.orаnge.fr".encode("idna").decode()])
"""


def test_no_socket_is_opened(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
