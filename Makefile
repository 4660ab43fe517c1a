# Two commands matter to a user: `make demo` and `make test`. Both set up what is missing and are quick the second time.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PY := .venv/bin/python
WORKERS ?= 2
# Stamps carry the hash of what they depend on, so that a checkout of another version sets itself up again.
hash_of = $(firstword $(shell cat $(1) | sha256sum))
LOCKED := .make/locked-$(call hash_of,requirements.lock)
PROJECT := .make/project-$(call hash_of,pyproject.toml)
READY := $(LOCKED) $(PROJECT)

.PHONY: help demo test lint types format coverage bench translations catalogue lock package package-test \
  clean machine-run machine-test machine-package

help:
	@echo "make demo          the whole job against the built-in demonstration portal"
	@echo "make test          every test"
	@echo "make lint          style, types, import contracts, translations, sizes, portal entries"
	@echo "make coverage      coverage by branch, with its thresholds"
	@echo "make bench         measurements, as a table and as JSON"
	@echo "make format        put the code in its standard form"
	@echo "make translations  bring the French catalogue up to date with the code"
	@echo "make catalogue     count the portals anew for docs/catalogue.md"
	@echo "make package       a self-contained application, as a .deb in dist/"
	@echo "make package-test  install it in a clean Debian, try and measure it (as root)"
	@echo "make lock          pin the newest versions that pyproject.toml allows"

machine-run:
	@tools/setup_machine.sh run

machine-test:
	@tools/setup_machine.sh test

machine-package:
	@tools/setup_machine.sh package

.venv/bin/python: | machine-run
	@tools/make_venv.sh

$(LOCKED): | .venv/bin/python
	@echo "Installing Python packages into .venv (about a minute)"
	@$(PY) -m pip install -qq --require-hashes -r requirements.lock
	@mkdir -p .make && rm -f .make/locked-* && touch $@

$(PROJECT): | $(LOCKED)
	@$(PY) -m pip install -qq --no-deps --no-build-isolation -e .
	@mkdir -p .make && rm -f .make/project-* && touch $@

demo: machine-run $(READY)
	@.venv/bin/moisson demo

test: machine-test $(READY)
	$(PY) -m pytest -n $(WORKERS) --dist loadgroup

lint: machine-run $(READY)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) -m tools.translations check
	$(PY) -m tools.catalogue_counts check
	$(PY) tools/check_sizes.py
	.venv/bin/moisson portal check resources/portals/*.yaml

coverage: machine-test $(READY)
	tools/coverage.sh $(WORKERS)

bench: machine-test $(READY)
	@$(PY) -m tests.bench

format: $(READY)
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

translations: $(READY)
	$(PY) -m tools.translations update

catalogue: $(READY)
	$(PY) -m tools.catalogue_counts update

lock:
	tools/lock.sh

package: machine-package $(READY)
	@$(PY) -m tools.package

package-test: package
	@$(PY) -m tools.package_test

clean:
	rm -rf .venv .make .mypy_cache .ruff_cache .pytest_cache .hypothesis htmlcov build dist ./*.egg-info .coverage*
