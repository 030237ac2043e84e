# Two commands for everyone: `make run` and `make test`. Each sets itself up; `make help` lists the rest.
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
ARGS ?=
KILLS ?= 500
DIGESTS ?= 400
SEED ?= 1
MINUTES ?= 1
EVERY ?= 10

.PHONY: help has-python run doctor setup setup-dev test test-model soak soak-roles fuzz fuzz-atheris docs audit lint format check bench accuracy lock clean catalogues

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: setup  ## Start the bot; without DISCORD_TOKEN on a simulated Discord in the browser (ARGS="--port 8700")
	@exec $(BIN)/python -m bot $(ARGS)

doctor: setup  ## Look whether token, store, disk, clock and feeds are well, and say what to do
	@$(BIN)/python -m bot doctor

has-python:
	@test -n "$(PYTHON)" || { echo "Backchannel needs Python 3.11 or newer; none was found on the PATH."; exit 1; }

setup: has-python  ## Build .venv with what the bot needs
	@$(PYTHON) tools/setup_venv.py run

setup-dev: setup
	@$(PYTHON) tools/setup_venv.py dev

test: setup-dev  ## Run the tests (ARGS="-k dates" for some of them)
	@$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

test-model: setup-dev  ## Build a small language model and let it word summaries (takes minutes, needs a C++ compiler)
	@$(PYTHON) tools/setup_venv.py model
	@$(BIN)/python -m pytest tests/wording/test_real_model.py $(ARGS)

soak: setup-dev  ## Kill the poster over its work and count digests doubled or lost (KILLS=500 DIGESTS=400, some minutes)
	@KILLS=$(KILLS) DIGESTS=$(DIGESTS) SEED=$(SEED) $(BIN)/python -m tests.soak

soak-roles: setup-dev  ## Kill a process every EVERY=10 seconds for MINUTES (10 tell much) and count what came of it (needs PostgreSQL)
	@MINUTES=$(MINUTES) EVERY=$(EVERY) SEED=$(SEED) $(BIN)/python -m tests.soak.roles

audit: setup-dev  ## Ask which locked packages have known weaknesses (needs a network)
	@$(BIN)/python tools/audit.py

fuzz: setup-dev  ## Look for bytes that break a promise (MINUTES=1 for each target, ARGS="urls pages" for some)
	@$(BIN)/python -m tests.fuzz $(ARGS) --minutes $(MINUTES) --seed $(SEED)

fuzz-atheris: setup-dev  ## The same, led by what the inputs reach (Linux; MINUTES=1, ARGS="ids" for some)
	@$(PYTHON) tools/setup_venv.py fuzz
	@for target in $(or $(ARGS),$$($(BIN)/python -m tests.fuzz --list)); do \
		echo "$$target:"; \
		$(BIN)/python -m tests.fuzz $$target --engine atheris --minutes $(MINUTES) --seed $(SEED) || exit 1; done

docs: has-python  ## Build this documentation as a site into site/; it needs no network to be read
	@$(PYTHON) tools/setup_venv.py docs
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict && echo "Open site/index.html."

lint: setup-dev  ## Format check, lint, types and the import map
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports

format: setup-dev  ## Format and mend what can be mended by itself
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

check: lint docs test  ## What CI runs

bench: setup-dev  ## Print the benchmarks' table
	@$(BIN)/python -m tests.benchmarks $(ARGS)

accuracy: setup-dev  ## Write docs/accuracy.md anew; needs the gold standards (BACKCHANNEL_SHARED)
	@$(BIN)/python -m tests.benchmarks.accuracy $(ARGS)

catalogues: setup-dev  ## Bring the catalogues of translations up to what the code says
	@$(BIN)/python tools/catalogues.py $(ARGS)

lock: setup-dev  ## Pin the newest versions that pyproject.toml allows, with hashes and no registry's address
	@$(BIN)/python tools/lock.py

clean:  ## Remove what the other targets built
	rm -rf .venv site .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
