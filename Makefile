# `make demo` and `make test` need only Python 3.11 or newer, with pip; they make their own environment.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test test-oldest test-hazm engines check deep fuzz coverage mutation audit lock docs api dist sbom picture clean

demo: $(VENV)/.installed
	$(BIN)/fanews parse examples/irib-lorestan.txt

test: $(VENV)/.dev
	$(BIN)/python -m pytest -q

# With the oldest attrs and regex that pyproject.toml allows.
OLDEST = $(shell sed -n '/^dependencies = /{s/.*\[//;s/[],"]//g;s/>=/==/gp;}' pyproject.toml)
test-oldest: $(VENV)/.dev
	$(BIN)/pip install -q $(OLDEST)
	$(BIN)/python -m pytest -q $(TESTS)

# The bridge to hazm alone, on another Python.
test-hazm: $(VENV)/.installed
	$(BIN)/pip install -q --group hazm
	$(BIN)/python -m pytest -q tests/test_hazm.py

# The examples whose packages take long to install: data engines (Spark needs Java 17), Matplotlib, Scrapy.
engines: $(VENV)/.dev
	$(BIN)/pip install -q --group engines
	$(BIN)/python -m pytest -q tests/test_engines.py tests/test_examples.py

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Every night: 100,000 examples for each property.
deep: $(VENV)/.dev
	$(BIN)/python -m pytest -q --hypothesis-profile=deep tests/test_properties.py tests/test_hostile.py

# So many seconds for each door through which foreign bytes come in. What is found belongs into fuzz/seeds.
FUZZ_SECONDS ?= 900
fuzz: $(VENV)/.dev
	$(BIN)/pip install -q atheris
	mkdir -p build/fuzz
	for target in parse html from_dict jsonl; do (cd build/fuzz && \
		$(abspath $(BIN))/python ../../fuzz/fuzz.py $$target -max_total_time=$(FUZZ_SECONDS)) || exit 1; done

# Which branches the tests take; fails below the share that pyproject.toml asks for.
coverage: $(VENV)/.dev
	$(BIN)/pip install -q "coverage>=7.10"
	rm -f build/coverage*
	$(BIN)/python -m coverage run -m pytest -q
	$(BIN)/python -m coverage combine -q
	$(BIN)/python -m coverage report

# Whether the tests see small faults put into the core; so many of them for each of its modules. Every night.
MUTANTS ?= 100
mutation: $(VENV)/.dev
	$(BIN)/pip install -q "mutmut>=3.8,<4"
	$(BIN)/python tools/mutate.py --mutants $(MUTANTS)

# Known vulnerabilities in what is installed for development; needs the network.
audit: $(VENV)/.installed
	$(BIN)/pip install -q pip-audit
	$(BIN)/pip-audit --disable-pip --require-hashes -r requirements-dev.lock

# Renews the versions, with hashes, of everything that development needs.
lock: $(VENV)/.installed
	$(BIN)/pip install -q uv
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile -q --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-annotate --no-emit-index-url --group dev -o requirements-dev.lock pyproject.toml

# The site, in build/site; nothing is loaded from elsewhere.
docs: $(VENV)/.dev
	$(BIN)/pip install -q --group docs
	$(BIN)/python tools/build_docs.py
	$(BIN)/python -m sphinx -q -W --keep-going -n build/pages build/site
	$(BIN)/python tools/check_links.py build/site

# Renews docs/api.txt, the public names, after a change that is meant.
api: $(VENV)/.installed
	$(BIN)/python tools/api.py

# The sdist, the wheel made from it, and the tests of the first on the second, in an environment of their own.
dist:
	rm -rf dist build/dist
	$(PYTHON) -m venv build/dist
	build/dist/bin/pip install -q "pip>=25.1" build
	build/dist/bin/python -m build --outdir dist > build/dist/build.log
	mkdir build/dist/sdist
	tar -xzf dist/*.tar.gz -C build/dist/sdist --strip-components 1
	build/dist/bin/pip install -q dist/*.whl --group build/dist/sdist/pyproject.toml:dev
	cd build/dist/sdist && ../bin/python -m pytest -q tests docs README.md README.fa.md

# What the wheel in dist brings along, as a CycloneDX bill of materials.
sbom:
	rm -rf build/runtime
	build/dist/bin/pip install -q cyclonedx-bom
	$(PYTHON) -m venv --without-pip build/runtime
	build/dist/bin/pip --python build/runtime/bin/python install -q dist/*.whl
	build/dist/bin/cyclonedx-py environment --mc-type library -o build/sbom.json build/runtime/bin/python

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
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
