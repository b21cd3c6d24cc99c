# make run   serve the dashboard on http://127.0.0.1:8501
# make test  run all tests, in a browser too
# make lint  check and format the code
# make bench print speed and accuracy, beside other tools
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint bench clean

run: .venv/installed
	$(BIN)/streamlit run dashboard.py

test: .venv/installed-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest

lint: .venv/installed-tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/installed-tests
	@for name in resolve notes documents load exports pages; do \
		echo "== $$name"; $(BIN)/python -m benchmarks.$$name || exit 1; done

clean:
	rm -rf .venv .cache

# The environment is made once, and again only when the list of packages has changed.
.venv/installed: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/installed-tests: .venv/installed tests/requirements.txt tests/services.sh
	$(BIN)/pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	sh tests/services.sh
	touch $@
