# One word for everything a developer or the build does. `make help` lists the words.
# Written for the make of Debian and of macOS (3.81).

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The first Python that is new enough and can make environments; PYTHON=… on the command line wins.
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

BIN := .venv/bin
# For commands that look at the code only: they ask no database.
MANAGE := DJANGO_SETTINGS_MODULE=nep.config.settings DATABASE_URL=postgresql:///unused \
	$(BIN)/python -W ignore -m django
GENERATED := docs/reference

.PHONY: help
help: ## show this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Set-up and running ---------------------------------------------------------------------------

.PHONY: base install run demo assets
base: python
	@$(PYTHON) scripts/bootstrap.py base

install: python ## everything that running and checking need
	@$(PYTHON) scripts/bootstrap.py dev

run: base ## Nếp with its database and worker, at http://127.0.0.1:8000 (PORT, NEP_HOME, DATABASE_URL)
	@exec $(BIN)/nep run

demo: base ## load the demo (Ninh Thuận, 2023)
	@$(BIN)/nep demo load

assets: python ## fetch the front-end files again
	@$(PYTHON) scripts/bootstrap.py assets

.PHONY: python
python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Nếp cần Python 3.11 trở lên có venv (Debian, Ubuntu: apt-get install python3-venv)."; \
		echo "Nếp needs Python 3.11 or newer with venv (Debian, Ubuntu: apt-get install python3-venv)."; \
		exit 1; fi

# Checks, in the order of speed ----------------------------------------------------------------

.PHONY: check lint types imports templates migrations messages docs audit
check: install lint types imports templates migrations messages docs audit test ## everything that the build runs

lint: install ## formatting and style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: install ## mypy, strict
	$(BIN)/mypy

imports: install ## who may import whom
	$(BIN)/lint-imports

templates: install ## indentation and rules of the pages
	@find src -name '*.html' -exec $(BIN)/djhtml --tabwidth 2 --check {} +
	$(BIN)/djlint --lint --quiet --profile=django src

migrations: install ## no model has changed without its migration
	$(MANAGE) makemigrations --check --dry-run

messages: install ## the Vietnamese catalogue is complete
	$(BIN)/python scripts/messages.py check

docs: install ## generated pages are as the code says
	$(MANAGE) generate_docs
	git diff --exit-code -- $(GENERATED)

audit: install ## the licences of all that Nếp stands on
	$(BIN)/python scripts/licences.py
	git diff --exit-code -- $(GENERATED)/licences.md

# Tests ----------------------------------------------------------------------------------------

.PHONY: test test-fast test-database browser kill-test bench office
test: install ## all tests; those in a browser, or in LibreOffice, where it is found
	$(BIN)/pytest -n 2

test-fast: install ## the tests that need neither patience nor a browser
	$(BIN)/pytest -n 2 -m "not slow and not browser"

test-database: install ## the tests without a browser, on the server that DATABASE_URL names
	$(BIN)/pytest -n 2 -m "not browser and not office"

browser: install ## the story in Chromium, with fresh pictures in docs/screens
	NEP_SCREENS=1 NEP_REQUIRE_BROWSER=1 $(BIN)/pytest tests/browser

kill-test: install ## kill -9 of web, worker or database in the middle of work (KILLS=50)
	NEP_KILLS=$(or $(KILLS),50) $(BIN)/pytest -s tests/kill/kill_test.py

bench: base ## pages, papers and steps at 10 thousand to a million dossiers, and var/bench.json (DOSSIERS="10000 100000")
	$(BIN)/nep bench table --dossiers $(or $(DOSSIERS),10000 100000 1000000)

office: base ## 200 people at their desks for ten minutes (SECONDS=600)
	$(BIN)/nep bench office --seconds $(or $(SECONDS),600)

# Work on the code -----------------------------------------------------------------------------

.PHONY: fix lock new-module messages-update
fix: install ## format, and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	@find src -name '*.html' -exec $(BIN)/djhtml --tabwidth 2 {} +

lock: install ## choose versions anew and write the lock files, without hosts
	for name in base dev node; do \
		$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
			--python-version 3.11 --custom-compile-command "make lock" \
			requirements/$$name.in -o requirements/$$name.txt || exit 1; done
	npm update --package-lock-only --ignore-scripts

messages-update: install ## take new sentences of the code into the catalogue
	$(BIN)/python scripts/messages.py update

new-module: install ## a new module: make new-module NAME=planning.risks ABOUT="What it is."
	$(BIN)/python scripts/new_module.py "$(NAME)" --about "$(ABOUT)"
