# `make demo` and `make test` need only Python 3.11 or newer, with pip; they make their own environment.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test test-hazm engines check docs picture clean

demo: $(VENV)/.installed
	$(BIN)/fanews parse examples/irib-lorestan.txt

test: $(VENV)/.dev
	$(BIN)/python -m pytest -q

# The bridge to hazm alone, on another Python.
test-hazm: $(VENV)/.installed
	$(BIN)/pip install -q --group hazm
	$(BIN)/python -m pytest -q tests/test_hazm.py

# The examples of data engines that take long to install (Spark needs Java 17).
engines: $(VENV)/.dev
	$(BIN)/pip install -q --group engines
	$(BIN)/python -m pytest -q tests/test_engines.py

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.dev
	$(BIN)/pip install -q --group docs
	$(BIN)/python tools/build_docs.py
	$(BIN)/mkdocs build --strict

# The picture of docs/views.md; needs Chromium, and looks best with the font Vazirmatn.
picture: $(VENV)/.installed
	mkdir -p build
	$(BIN)/fanews parse --html examples/wetland.txt > build/view.html
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir=build/chromium \
		--window-size=860,1130 --screenshot=docs/view.png build/view.html

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --upgrade "pip>=25.1"
	$(BIN)/pip install -q -e .
	touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/pip install -q -e . --group dev
	touch $@

clean:
	rm -rf $(VENV) build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis
