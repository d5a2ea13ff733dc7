# The commands of this project. `make help` lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PORT ?= 8000
PY := .venv/bin/python
BIN := .venv/bin
MANAGE := $(PY) manage.py
# An empty data folder for tools that want one.
EMPTY := .test/academy-test-empty
SOURCE_PO := locale/en_GB/LC_MESSAGES/django.po
TEST_SETTINGS := DJANGO_SETTINGS_MODULE=academy.settings.test RA_DATA_DIR=$(EMPTY)
# Values that production accepts, so that its settings can be checked; no such site exists.
SAFE := DJANGO_SETTINGS_MODULE=academy.settings.production RA_SITE_URL=https://academy.example \
	RA_ALLOWED_HOSTS=academy.example RA_EMAIL_HOST=mail.example RA_DB_NAME=academy RA_BEHIND_PROXY=1 RA_DATA_DIR=$(EMPTY) \
	RA_SECRET_KEY=safe-0123456789-abcdefghijklmnopqrstuvwxyz-9876543210-values
export PORT

.PHONY: help run demo install ready test quick flows a11y bench races check lint format messages

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: ## set everything up the first time, then serve web and worker at http://127.0.0.1:8000 (PORT=8001 for another)
	@deploy/setup.sh run
	@exec $(PY) deploy/run.py

demo: ## starter courses and demo people made afresh; what was there is kept in var/before
	@deploy/setup.sh run
	@exec $(PY) deploy/run.py --afresh

install: ## environment, packages and system libraries only, those for the tests too
	@deploy/setup.sh test

ready: install

test: ready ## the whole suite: checks, SQLite, PostgreSQL, races, flows in a real browser; .ci/run calls it
	@exec $(PY) -m tests.run

quick: ready ## unit tests on SQLite, two minutes
	@exec $(PY) -m tests.run quick

flows: ready ## whole journeys and real workers: PostgreSQL, Redis, Chromium
	@exec $(PY) -m tests.run flows

a11y: ready ## every page in every state: axe, HTML, keys, reflow; the table of pages × checks. `make test` does it too
	@rm -f .test/a11y.txt
	@$(PY) -m tests.run a11y; code=$$?; cat .test/a11y.txt 2>/dev/null; exit $$code

bench: ready ## how soon a slow phone on a slow line shows text; on an idle machine
	@rm -f .test/slow-phone.txt
	@$(PY) -m tests.run bench; code=$$?; cat .test/slow-phone.txt 2>/dev/null; exit $$code

races: ready ## simultaneous requests, on SQLite and on PostgreSQL
	@exec $(PY) -m tests.run races

check: ready ## every tool: lint, layers, types, dead code, dependencies, migrations, production settings
	@mkdir -p $(EMPTY)/static
	@$(MAKE) --no-print-directory lint
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy
	@$(BIN)/deptry . --no-ansi
	@$(BIN)/vulture
	@$(TEST_SETTINGS) $(MANAGE) makemigrations --check --dry-run --verbosity=0
	@$(SAFE) $(MANAGE) check --deploy --fail-level WARNING

lint: ready ## ruff and djlint, reading only
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/djlint templates --lint --check --quiet

format: ready ## ruff and djlint, putting right what they can
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet
	@$(BIN)/djlint templates --reformat --quiet

messages: ready ## collect every translatable string, and check that an offered language is complete
	@$(MANAGE) makemessages --all --no-obsolete --no-location --no-wrap --ignore .venv --ignore .test --ignore tests --ignore var --ignore docs
	@sed -i '/^"POT-Creation-Date/d' locale/*/LC_MESSAGES/django.po
	@msgattrib --clear-fuzzy --empty --clear-previous --no-wrap -o $(SOURCE_PO) $(SOURCE_PO)
	@for file in locale/*/LC_MESSAGES/django.po; do msgfmt --check --statistics -o "$${file%.po}.mo" "$$file" || exit 1; done
	@$(PY) -m pytest -q -p no:cacheprovider tests/test_language.py -k "offered or catalogue or compiled"
