# What can be done here. Each word is a promise that others rely on: see README.md.
.DEFAULT_GOAL := help
.PHONY: help install install-synapse install-matrix-js demo demo-matrix test check bench soak lock revision

PYTHON ?= python3
BIN := .venv/bin

help:  ## Say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

install: .venv/.installed  ## Build .venv, and nothing else

.venv/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: install  ## See the whole thing at work on a page of simulated phones
	$(BIN)/coparenting demo $(if $(PORT),--port $(PORT))

demo-matrix: install install-synapse  ## See the same on a real Matrix homeserver, with accounts to sign in to
	$(BIN)/coparenting demo --matrix $(if $(PORT),--port $(PORT))

test: install install-synapse  ## Run every test but the soak
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not soak"

check: install  ## Format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install install-synapse  ## Measure, beside a bare baseline in the same run
	$(BIN)/python -m benchmarks

install-synapse: .venv-synapse/.installed  ## Build a Matrix homeserver's own environment, for its tests and demo

.venv-synapse/.installed: tests/synapse/requirements.lock
	$(PYTHON) -m venv .venv-synapse
	.venv-synapse/bin/pip install --quiet --disable-pip-version-check --require-hashes -r tests/synapse/requirements.lock
	@touch $@

install-matrix-js: tests/matrix_js/node_modules/.installed  ## Install a Matrix app that others wrote, for its tests

tests/matrix_js/node_modules/.installed: tests/matrix_js/package-lock.json
	npm ci --prefix tests/matrix_js --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

soak: install install-synapse  ## What takes longer than a test run should
	$(BIN)/python -m pytest -m "soak"

lock:  ## Resolve requirements.lock anew, without addresses
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --quiet -o requirements.lock

revision: install  ## Write a migration from the tables: make revision WORDS="add a table"
	$(BIN)/python -c 'import sys; from bot.store import schema, migrating; print(migrating.revise(sys.argv[1]))' "$(WORDS)"
