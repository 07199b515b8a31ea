# Everything runs in .venv, made from requirements.lock when there is none or when the lock has changed.

# What Python compiles is kept: else each of the thousand processes that tests start compiles all of it anew.
export PYTHONDONTWRITEBYTECODE =

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SOAKS := $(VENV)/.soaks

# worksteal: whoever is done takes from the others, and nothing long holds up the end of the run. Six of them on two
# cores: the stories of the terminal and of real processes mostly wait. A soak computes: one for each core.
PYTEST_ARGS ?= -n 6 --dist worksteal
SOAK_ARGS ?= -n auto --dist worksteal

.PHONY: help demo play test check soak bench pictures format lock

help:
	@echo "make demo    a short crisis on this machine: three desks, two relays, one of them killed"
	@echo "make play    the same line, and you at one of its desks: the others write to you and answer"
	@echo "make test    the whole test suite"
	@echo "make check   style, types and the direction of imports"
	@echo "make soak    for hours: seeds, a kill at every point, bad wires, fuzzing, the relay's image"
	@echo "make bench   what a long record costs on this machine, what faults do, and other figures"
	@echo "make pictures  the pictures in docs/pictures, drawn anew from a real line"
	@echo "make format  lay out the source as make check wants it"
	@echo "make lock    choose the versions of requirements.lock anew"

demo: $(READY)
	$(BIN)/hotline demo

play: $(READY)
	$(BIN)/hotline play

test: $(READY)
	$(BIN)/pytest $(PYTEST_ARGS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# As many seeds as HOTLINE_SEEDS says: 20,000 take two cores about an hour. The kills take two minutes, those who press
# any key ten, the bad wires ten, crowds of strangers eight. The parsers are fuzzed for HOTLINE_FUZZ_SECONDS, half an
# hour if nothing is said. The relay's image is built on HOTLINE_BASE, or on a base that debootstrap makes, by buildah
# as root.
soak: $(READY) $(SOAKS)
	HOTLINE_SEEDS=$${HOTLINE_SEEDS:-20000} $(BIN)/pytest $(SOAK_ARGS) tests/simulation/test_seeds.py
	$(BIN)/pytest $(SOAK_ARGS) tests/points/soak_kills.py tests/client/ui/soak_monkey.py
	$(BIN)/pytest -s tests/journeys/soak_faults.py tests/fuzz/soak_conversations.py
	$(BIN)/python -m tests.fuzz.guided $${HOTLINE_FUZZ_SECONDS:-1800}
	$(BIN)/pytest tests/deploy/soak_container.py

bench: $(READY)
	$(BIN)/python -m bench

pictures: $(READY)
	$(BIN)/python -m tests.client.ui.draw

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The tool's own settings are set aside, so that only what the public index serves enters the lock.
lock: $(READY)
	env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock" \
	$(BIN)/pip-compile --quiet --upgrade --extra dev --generate-hashes --strip-extras --allow-unsafe \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --output-file requirements.lock pyproject.toml
	env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock" \
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --output-file soak.lock soak.in

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(SOAKS): soak.lock $(READY)
	$(BIN)/python -m pip install --quiet --require-hashes -r soak.lock
	touch $@
