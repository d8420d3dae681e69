# `make run` opens the pad and `make test` runs every check, each from a fresh clone: both install what is missing.

# Another Python: make run PYTHON=/path/to/python3.13
CANDIDATES := $(if $(PYTHON),"$(PYTHON)",python3 python3.13 python3.12 python3.11 python)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# Older versions of pip take the pins of a build from the first of these, newer ones from the second.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt

.PHONY: run test lint fuzz benchmarks screenshots monkey catalogues docs wheel package test-package clean display model map ablation \
    card recipes
.DELETE_ON_ERROR:

run: $(VENV)/.installed-run
	$(BIN)/python -m digitpad

test: lint display
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Searches for what breaks a law, with fresh seeds; what it finds is printed as it can be kept.
MINUTES := 10

fuzz: $(VENV)/.installed-test
	$(BIN)/python -m tests.fuzz $(MINUTES)

benchmarks: $(VENV)/.installed-test display
	@missed=0; for benchmark in launch answer memory pad; do \
	    $(BIN)/python -m benchmarks.$$benchmark || missed=1; \
	done; exit $$missed

# The model that ships, from the raw data; the training can be resumed by hand with --resume. What comes out is copied to
# models/ by hand, when it is better.
model: $(VENV)/.installed-test
	$(BIN)/python -m digitpad train --recipe digitpad --out runs/digitpad.keras
	$(BIN)/python -m digitpad export runs/digitpad.keras

# What each part of the recipe brings, with a short schedule, for the model card.
ablation: $(VENV)/.installed-test
	$(BIN)/python -m digitpad.training.studies.ablation

# The figures of the model card, measured on the model in models/.
card: $(VENV)/.installed-test
	$(BIN)/python -m digitpad.training.studies.card

# The map of digits, for the model in models/.
map: $(VENV)/.installed-test
	$(BIN)/python -m digitpad.training.studies.digit_map

# The tutorials' recipes, trained and recorded in docs/recipes.md.
recipes: $(VENV)/.installed-test
	$(BIN)/python -m digitpad.training.studies.record

# The README's pictures, and those to be looked at before a release: light, dark, every size.
screenshots: $(VENV)/.installed-test display
	$(BIN)/python -m tests.app.screenshots
	$(BIN)/python packaging/figures.py

# A monkey does 10,000 things to the window, others each time; the tests have one that does 300.
monkey: $(VENV)/.installed-test display
	DIGITPAD_MONKEY=10000 $(BIN)/python -m pytest --randomly-seed=default tests/app/test_monkey.py

# The catalogues of all languages, brought up to date with the sentences in digitpad/texts.py.
catalogues: $(VENV)/.installed-test
	$(BIN)/python packaging/catalogues.py

# The site, in build/site: open build/site/index.html. A link that leads nowhere is an error.
docs: $(VENV)/.installed-test
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

wheel: $(VENV)/.installed-test
	$(BIN)/python -m build --no-isolation

# The program for people without Python; what is in it and what is not says build.spec. With NUMPY=wheel numpy is not
# built but taken as its publishers built it: no compiler needed, minutes less, and 30 MB more.
NUMPY := $(if $(filter Linux-x86_64,$(shell uname -s)-$(shell uname -m)),slim,wheel)
SLIM_NUMPY := $(VENV)/numpy-slim-$(patsubst numpy==%,%,$(filter numpy==%,$(file <constraints.txt)))

package: $(VENV)/.installed-package $(if $(filter slim,$(NUMPY)),$(SLIM_NUMPY))
	PYTHONPATH=$(if $(filter slim,$(NUMPY)),$(SLIM_NUMPY)) $(BIN)/python -m PyInstaller --noconfirm --log-level WARN build.spec
	$(BIN)/python packaging/deliver.py

# digitpad multiplies nothing large, so numpy's own loops do as well as OpenBLAS; and of the functions that are there once
# for each generation of processors, those for AVX2 (2013) and for older ones are enough.
$(SLIM_NUMPY): | $(VENV)/.installed-package
	@command -v c++ >/dev/null || { echo "Building numpy needs a C++ compiler (or make package NUMPY=wheel)." >&2; exit 1; }
	rm -rf $@ $@.part
	$(INSTALL) --no-cache-dir --no-deps --no-binary numpy --constraint constraints.txt --target $@.part \
	    --config-settings setup-args=-Dblas=none --config-settings setup-args=-Dlapack=none \
	    --config-settings setup-args=-Dallow-noblas=true --config-settings setup-args=-Dcpu-dispatch=X86_V3 numpy
	mv $@.part $@

# Installs the Debian package, uses it as a person would, and removes it; only root may.
test-package: package $(VENV)/.installed-test display
	$(BIN)/python -m pytest tests/package/check_*.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@for python in $(CANDIDATES); do \
	    "$$python" -c 'import sys, tkinter, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	        2>/dev/null && exec "$$python" -m venv --clear $(VENV); \
	done; \
	echo "digitpad needs Python 3.11, 3.12 or 3.13 with Tk and venv (on Debian: apt-get install python3-tk python3-venv)." >&2; \
	exit 1

$(VENV)/.installed-run: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) --constraint constraints.txt --editable '.[cluster,dev,docs,train]'
	@touch $@ $(VENV)/.installed-run

$(VENV)/.installed-package: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) --constraint constraints.txt --editable '.[package]'
	@touch $@ $(VENV)/.installed-run

# The window's tests draw with a real pointer on a display of their own, so that nothing flickers on yours.
display:
	@[ "$$(uname)" = Linux ] || exit 0; \
	if ! { command -v Xvfb && command -v xdotool; } >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    export DEBIAN_FRONTEND=noninteractive; \
	    { apt-get -qq update && apt-get -qq install --yes --no-install-recommends xvfb xdotool; } >/dev/null 2>&1; \
	fi; \
	if ! command -v Xvfb >/dev/null && [ -z "$$DISPLAY" ]; then \
	    echo "The window's tests need a display: there is none here, and no Xvfb to make one; please install Xvfb." >&2; \
	    exit 1; \
	fi; \
	if ! command -v xdotool >/dev/null; then \
	    echo "The window's tests move the pointer with xdotool, which is not here: please install xdotool." >&2; \
	    exit 1; \
	fi
