PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test check bench bench-classifiers bench-validity bench-statistics wheel clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-18s%s\n", $$1, $$2}' Makefile

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "framing needs Python 3.11 or newer; call: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $(READY)

demo: $(READY) ## install everything, score the sample corpus, mark every match
	@mkdir -p demo
	$(BIN)/framing score sample --out demo/scores.csv --matches demo/matches.csv --html demo/articles.html --overwrite

test: $(READY) ## run all tests, doctests included
	$(BIN)/python -m pytest --numprocesses 2

check: $(READY) ## check format, lint, types and imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_imports.py

bench: $(READY) ## measure speed side by side, sentences against gold data, and the development article
	$(BIN)/python tests/benchmarks/speed.py
	$(BIN)/python tests/benchmarks/gold.py
	$(BIN)/python tests/benchmarks/attribution.py

bench-validity: $(READY) ## measure validity: known groups, minimal pairs, biased sentences (five minutes)
	$(BIN)/python tests/benchmarks/validity.py

bench-classifiers: $(READY) ## what was tried as classifiers, and how good the chosen ones are (an hour)
	$(BIN)/python tests/benchmarks/classifiers.py
	$(BIN)/python tests/benchmarks/classifiers.py --test

bench-statistics: $(READY) ## simulate what intervals and tests promise (an hour)
	nice $(BIN)/python tests/benchmarks/statistics.py --corpora 2000

wheel: $(READY) ## build the wheel, install it elsewhere, load everything from another directory
	rm -rf dist build
	$(BIN)/python -m build --wheel --outdir dist
	$(BIN)/python tests/wheel_check.py dist

clean: ## remove what the other targets made
	rm -rf $(VENV) demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
