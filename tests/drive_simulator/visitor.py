"""`BROWSER="python -m tests.drive_simulator.visitor %s"`: follows a consent link as a browser would."""

from __future__ import annotations

import sys

import requests


def main() -> None:
    requests.get(sys.argv[1], timeout=30)


if __name__ == "__main__":
    main()
