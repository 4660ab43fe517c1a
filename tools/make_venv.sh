#!/usr/bin/env bash
# Makes .venv afresh. Its stamps go first: what they say was about the old one.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/find_python.sh

if ! python=$(find_python); then
  echo "Python 3.11 or newer is needed. Install it (python3.11 and python3.11-venv), then run the command again." >&2
  exit 1
fi
rm -rf .venv .make
"$python" -m venv .venv || {
  rm -rf .venv # half a .venv would pass for a whole one
  exit 1
}
