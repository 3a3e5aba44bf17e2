# Six verbs; each makes the environment it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: demo test fix bench live golden requirements clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    a whole migration on this machine, from the sample archive to a local server"
	@echo "make test    formatter, linters, types, layers, then all tests"
	@echo "make fix     let the formatter and the linter mend what they can"
	@echo "make bench   the benchmarks, as ratios against a baseline in the same run"
	@echo "make live    the contract tests against a real server (MIGRATOR_LIVE_URL, MIGRATOR_LIVE_TOKEN)"
	@echo "make golden  write the golden files of one case anew: make golden CASE=x/entities"

$(STAMP): requirements/base.txt requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("migrator needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/migrator demo

test: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 $(PYTEST_ARGS)

fix: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(STAMP)
	$(BIN)/python -m bench

live: $(STAMP)
	$(BIN)/python -m pytest -m live tests/contracts

golden: $(STAMP)
	$(BIN)/python -m tests.golden $(CASE)

requirements: $(STAMP)
	for f in base dev; do $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header \
	  --universal --python-version 3.11 requirements/$$f.in -o requirements/$$f.txt; done

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
