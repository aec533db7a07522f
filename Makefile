# Two commands: `make run` and `make test`. Each does all its own set-up and does nothing twice.
PYTHON ?= python3
BIN := .venv/bin
FLASK := $(BIN)/python -m flask --app wsgi
# A stamp's name holds the sum of the lists it was made from: a changed list is installed again, an unchanged one never.
RUN := .venv/run-$(shell cksum < requirements.txt | cut -d ' ' -f 1).stamp
TEST := .venv/test-$(shell cat requirements.txt tests/requirements.txt | cksum | cut -d ' ' -f 1).stamp
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# At least two, so that tests always meet a neighbour.
WORKERS := $(shell n=$$(nproc 2>/dev/null || echo 2); [ "$$n" -ge 2 ] && echo "$$n" || echo 2)

.DEFAULT_GOAL := help
.PHONY: help run test check proof bench

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

run: $(RUN) ## prepare everything and serve on http://localhost:8000 (PORT=… for another)
	@$(FLASK) prepare
	@exec $(FLASK) serve --parent $$PPID

test: $(TEST) ## every check but the heavy proofs
	@sh tests/debian.sh
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m "not proof"

check: $(TEST) ## only the guards of the house: quick, no browser
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest -q tests/architecture

proof: $(TEST) ## kills, races, foreign readers
	@sh tests/debian.sh java=default-jre-headless
	$(BIN)/python -m pytest -m proof tests/proof

bench: $(TEST) ## measure; results in build/bench.json
	@sh tests/debian.sh wrk
	$(BIN)/python -m tests.bench

$(RUN):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Potrzebny jest Python 3.11 lub nowszy (make PYTHON=python3.12 …)."; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Brakuje modułu venv (Debian: apt-get install python3-venv)."; exit 1; }
	@echo "Instaluję biblioteki (tylko za pierwszym razem)…"
	@$(PIP) -r requirements.txt
	@rm -f .venv/run-*.stamp && touch $@

$(TEST): $(RUN)
	@$(PIP) -r tests/requirements.txt
	@rm -f .venv/test-*.stamp && touch $@
