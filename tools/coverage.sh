#!/usr/bin/env bash
# Coverage by branch of the rooms that decide something: 95 % each, not on average.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -f .coverage .coverage.*
.venv/bin/python -m pytest -n "${1:-2}" --dist loadgroup tests/unit tests/contract \
  --cov=app/domain --cov=app/services --cov=connectors/pages --cov-branch --cov-report=
status=0
for room in app/domain app/services connectors/pages; do
  echo "== $room"
  .venv/bin/python -m coverage report --include="$room/*" --show-missing --skip-covered --precision=1 --fail-under=95 || status=1
done
exit $status
