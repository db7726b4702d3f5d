# The two commands of the README, and those of its developers. Everything goes into .venv; nothing else is touched.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed

.DEFAULT_GOAL := help
.PHONY: help run test check lint types docs lock clean

help: ## Show these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-7s %s\n", $$1, $$2}'

run: $(INSTALLED) ## Install, and run a night on the sample articles into warehouse/
	$(BIN)/onrecord run seeds/articles

test: $(INSTALLED) ## Install, and run the tests
	$(BIN)/python -m pytest

check: lint types test ## Everything that must pass before a change lands

lint: $(INSTALLED) ## Style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED) ## Types, strictly
	$(BIN)/python -m mypy

docs: $(INSTALLED) ## Write docs/data-dictionary.md from the comments in the database
	$(BIN)/python -m flows.report.dictionary > docs/data-dictionary.md

lock: $(INSTALLED) ## Resolve the dependencies anew into requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
		--python-version 3.11 --extra dev --extra train --output-file requirements.lock pyproject.toml

clean: ## Remove the environment and the caches, never a warehouse
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The lock is complete: without --no-deps, older pips look for the extras of what it pins and refuse the hashes.
$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; (3, 11) <= sys.version_info[:2] <= (3, 14) or sys.exit("On Record needs Python 3.11 to 3.14: make PYTHON=python3.12 …")'
	@$(PYTHON) -m venv .venv
	@echo 'Installing into .venv: about 1 GB, a minute or two …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
