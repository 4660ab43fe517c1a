#!/usr/bin/env bash
# Pins every dependency, with the hashes of its files, for all platforms. No registry's address is written.
set -euo pipefail
cd "$(dirname "$0")/.."

. tools/find_python.sh
if [ ! -x .make/lock/bin/uv ]; then
  "$(find_python)" -m venv .make/lock
  .make/lock/bin/python -m pip install --quiet uv
fi
.make/lock/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --upgrade \
  --no-header --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock
