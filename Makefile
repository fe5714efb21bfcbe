# `make demo` and `make test` do all set-up themselves: Python 3.11 or newer with pip and venv, make and git are enough.
# Another interpreter: make PYTHON=python3.12 test. With Spark and Ray, over 1 GB: make EXTRAS=engines test

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
STAMP := $(VENV)/.installed-$(VERSION)$(EXTRAS:%=-%)
DEMO := build/demo

.DEFAULT_GOAL := help
.PHONY: help demo test check bench kills parity clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

demo: $(STAMP)  ## set up, convert samples/ and show one record
	@mkdir -p $(DEMO)
	$(BIN)/offres convert 'samples/[0-9]*.txt' 'samples/[0-9]*.md' samples/formats/*.pdf samples/formats/*.docx \
		samples/formats/*.html samples/formats/*.eml samples/formats/*.zip -o $(DEMO)/records.jsonl
	$(BIN)/offres show $(wildcard samples/16-*.txt)

test: check  ## set up, check and run all tests
	@$(BIN)/python -m pytest -n auto

check: $(STAMP)  ## format, lint, types and layers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: $(STAMP)  ## time texts and PDFs against plain scripts, packs against none, check against convert, the review page in Chromium, hostile texts, batches, Dask; watch memory
	$(BIN)/python bench/text.py
	$(BIN)/python bench/pdf.py
	$(BIN)/python bench/packs.py
	$(BIN)/python bench/check.py
	$(BIN)/python bench/review.py
	$(BIN)/python bench/hostile.py
	$(BIN)/python bench/memory.py
	$(BIN)/python bench/batch.py rate
	$(BIN)/python bench/batch.py bad
	$(BIN)/python bench/engine.py

kills: $(STAMP)  ## kill batches and nightly runs at random moments, and compare what they end in
	for what in convert ingest-sqlite ingest-postgresql; do $(BIN)/python bench/kill.py $$what || exit 1; done

parity: $(STAMP)  ## render postings into every format and compare their offers
	$(BIN)/python bench/parity.py

clean:  ## remove what make made
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .grimp_cache .hypothesis

# The environment is made anew for another version of Python, and brought up to date when pyproject.toml changes. The link
# under $(VENV)/src lets mypy find the package under its name, whatever the folder of this clone is called. Some systems
# ship Python without ensurepip: there the interpreter's own pip puts one into the environment.
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "offres needs Python 3.11 or newer, and $(PYTHON) is not. Name another: make PYTHON=python3.12"; exit 1; }
	@test "$$($(BIN)/python -V 2>/dev/null)" = "$$($(PYTHON) -V)" || \
		$(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m pip --python $(BIN)/python install --quiet pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev$(EXTRAS:%=,%)]'
	@mkdir -p $(VENV)/src && ln -sfn ../.. $(VENV)/src/offres
	@touch $@
