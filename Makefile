# The commands of the README, and those of its developers. Everything goes into .venv; nothing else is touched.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
# A process takes whole files, in the order of tests/conftest.py: the longest first.
BY_FILE := --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help run test test-fast check lint types format docs site-docs pictures wheel lock clean

help: ## Show these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s  %s\n", $$1, $$2}'

run: $(INSTALLED) ## Install, and run a night on the sample articles into warehouse/
	$(BIN)/onrecord run seeds/articles

test: $(INSTALLED) ## Install, and run the tests
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 2 $(BY_FILE)

test-fast: $(INSTALLED) ## Run the quick tests, which need neither the language pipeline nor Prefect
	$(BIN)/python -m pytest -m "not slow" --numprocesses auto --maxprocesses 4 $(BY_FILE)

check: lint types test ## Run everything that must pass before a change lands

lint: $(INSTALLED) ## Check style and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED) ## Check types, strictly
	$(BIN)/python -m mypy

format: $(INSTALLED) ## Rewrite the code in the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(INSTALLED) ## Write again the pages that are made: data dictionary, commands, plot of confidence
	$(BIN)/python -m flows.report.dictionary > docs/data-dictionary.md
	$(BIN)/python docs/reference.py > docs/commands.md
	$(BIN)/python docs/pictures.py confidence

site-docs: $(INSTALLED) ## Build the documentation into build/docs/; a broken link is an error
	$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going docs build/docs

pictures: $(INSTALLED) ## Draw the pictures of the README again, from a night on the sample articles
	$(BIN)/python docs/pictures.py

wheel: $(INSTALLED) ## Build the wheel and the source archive into dist/
	$(BIN)/python -m hatchling build

lock: $(INSTALLED) ## Resolve the dependencies anew into requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
		--python-version 3.11 --extra dev --extra train --extra documents --extra dask --extra notebook --extra dask --output-file requirements.lock pyproject.toml

clean: ## Remove the environment, the caches and what was built, never a warehouse
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

# The lock is complete: without --no-deps, older pips look for the extras of what it pins and refuse the hashes.
$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; (3, 11) <= sys.version_info[:2] <= (3, 14) or sys.exit("On Record needs Python 3.11 to 3.14: make PYTHON=python3.12 …")'
	@$(PYTHON) -m venv .venv
	@echo 'Installing into .venv: about 2 GB, a few minutes …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
