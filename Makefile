PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test check bench bench-classifiers bench-encoder bench-validity bench-statistics encoder models docs wheel clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-18s%s\n", $$1, $$2}' Makefile

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "framing needs Python 3.11 or newer; call: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $(READY)

demo: $(READY) ## install everything, score the sample corpus, mark every match, make a report
	@mkdir -p demo
	$(BIN)/framing score sample --out demo/scores.csv --matches demo/matches.csv --html demo/articles.html --overwrite
	$(BIN)/framing report sample --by outlet --out demo/report.html --overwrite

test: $(READY) ## run all tests, doctests included
	$(BIN)/python -m pytest --numprocesses 2

check: $(READY) ## check format, lint, types and imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_imports.py

bench: $(READY) ## measure speed side by side, sentences against gold data, the development article, the report
	$(BIN)/python tests/benchmarks/speed.py
	$(BIN)/python tests/benchmarks/gold.py
	$(BIN)/python tests/benchmarks/attribution.py
	$(BIN)/python tests/benchmarks/report.py

bench-validity: $(READY) ## measure validity: known groups, minimal pairs, biased sentences (five minutes)
	$(BIN)/python tests/benchmarks/validity.py
	$(BIN)/python tests/benchmarks/targets.py

bench-classifiers: $(READY) ## what was tried as classifiers, and how good the chosen ones are (an hour)
	$(BIN)/python tests/benchmarks/classifiers.py

bench-encoder: $(READY) ## fetch the encoder; measure its size, speed and steadiness, and what it adds (half an hour)
	$(BIN)/framing models fetch encoder
	$(BIN)/python tests/benchmarks/encoder.py
	$(BIN)/python tests/benchmarks/encoder_accuracy.py
	$(BIN)/python tests/benchmarks/encoder_cards.py

models: $(READY) ## train, measure and write the models that come with the library (half an hour)
	$(BIN)/python tests/benchmarks/models.py

encoder: $(READY) ## train what makes the encoder the library's own (an hour or two, with PyTorch)
	$(BIN)/python -m pip install --quiet --editable ".[train]"
	$(BIN)/python tests/benchmarks/encoder_training.py teach
	$(BIN)/python tests/benchmarks/encoder_training.py check
	$(BIN)/python tests/benchmarks/encoder_training.py train
	$(BIN)/python tests/benchmarks/encoder_frames.py

bench-statistics: $(READY) ## simulate what intervals and tests promise (an hour)
	nice $(BIN)/python tests/benchmarks/statistics.py --corpora 2000

docs: $(READY) ## build the documentation into build/docs, and check the links between its pages
	$(BIN)/python -m pip install --quiet --editable ".[docs]"
	$(BIN)/python -m sphinx -q -W --keep-going -c docs -d build/doctrees -b html . build/docs
	$(BIN)/python -m sphinx -q -W --keep-going -c docs -d build/doctrees -b linkcheck . build/links
	@echo "The documentation is build/docs/docs/index.html"

wheel: $(READY) ## build the wheel, install it elsewhere, load everything from another directory
	rm -rf dist build
	$(BIN)/python -m build --wheel --outdir dist
	$(BIN)/python tests/wheel_check.py dist

clean: ## remove what the other targets made
	rm -rf $(VENV) demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
