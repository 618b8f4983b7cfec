# `make demo` and `make test` need nothing but Python 3.11 or newer and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test check format words screens examples site package audit clean

demo: $(VENV)/.base
	$(BIN)/invite demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest $(TESTS)

# What `.ci/run` does after the tests: format, lint, types, floors, words.
check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/house.py
	$(BIN)/python tools/words.py --check
	$(BIN)/python tools/screens.py --check

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The catalogue of all sentences on the screen, for translators.
words: $(VENV)/.dev
	$(BIN)/python tools/words.py

# The screens that README.md and docs/ show, from the commands themselves.
screens: $(VENV)/.dev
	$(BIN)/python tools/screens.py

examples: $(VENV)/.dev
	$(BIN)/python examples/make.py

# The pages of docs/ as a site; ends with an error where a link leads nowhere.
site: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'mkdocs-material>=9.5'
	$(BIN)/mkdocs build

# What a release is made of, built and tried, into dist/.
package: $(VENV)/.dev
	$(BIN)/python tools/release/package.py

# What is too heavy for the gate: the letters in Chromium, through validators and SpamAssassin; see tools/audit/audit.py.
# 300 mutated files, see tools/audit/mutations.py; kills, several senders on one PostgreSQL, and mutants of the rules.
audit: $(VENV)/.dev site package
	$(BIN)/python tools/audit/audit.py
	$(BIN)/python tools/audit/mutations.py
	$(BIN)/python benchmarks/killing.py
	$(BIN)/python benchmarks/killing_graph.py
	$(BIN)/python benchmarks/killing_drafts.py
	$(BIN)/python benchmarks/shared_ledger.py proof pace stopped full --letters 1000
	$(BIN)/python tools/mutants.py

clean:
	rm -rf $(VENV) .venv-3.* dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.base: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
	  || { echo "Python cannot make a virtual environment here; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@# As pip does with what it installs: else each start compiles anew where Python may write no bytecode.
	$(BIN)/python -m compileall -q invite
	@touch $@

$(VENV)/.dev: $(VENV)/.base pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
