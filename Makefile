# Two commands set everything up by themselves: `make demo` and `make test`. `make` alone lists the rest.
# Needed: Python 3.11 or newer with its venv module, make, git. Nothing is installed outside this folder, except a
# browser for the tests where there is none.

PYTHON ?= python3
SERVE ?= 1
PORT ?= 8000
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
LOCKS := requirements-uv.lock requirements.lock
PRODUCTION ?= .venv-production
UV_COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-annotate

export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Hundreds of processes are started, each of which would compile the whole program anew.
unexport PYTHONDONTWRITEBYTECODE
export UV_HTTP_TIMEOUT ?= 180
# Where the system keeps its own list of authorities, uv trusts it as pip and git do (a company's proxy has one).
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt),)
export UV_SYSTEM_CERTS ?= 1
endif
# Without a home folder the downloads are kept here.
ifeq ($(shell test -w "$${XDG_CACHE_HOME:-$$HOME}" || echo none),none)
export UV_CACHE_DIR ?= $(CURDIR)/$(VENV)/cache
export UV_LINK_MODE ?= copy
export PIP_NO_CACHE_DIR = 1
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
.PHONY: help install production demo dev test fuzz attack lint format docs bench catalogues lock sbom clean

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

demo: $(INSTALLED) ## load the demonstration data, build its report and serve it (SERVE=0: do not; PORT=8001: elsewhere)
	@$(BIN)/rapporteur demo $(if $(filter 0 no false,$(SERVE)),--no-serve,--port $(PORT))

dev: $(INSTALLED) ## an installation to develop on: the demonstration, an account per role, reload (SERVE=0; PORT=8001)
	@$(BIN)/rapporteur dev $(if $(filter 0 no false,$(SERVE)),--no-serve,--port $(PORT))

test: $(INSTALLED) ## run the tests on SQLite and on PostgreSQL (ARGS="tests/core -k dates": some; ARGS=--cov: with coverage)
	@$(BIN)/python -m tools.run_tests $(ARGS)

fuzz: $(INSTALLED) ## try the readers of files with many more made-up inputs than the tests do (TIMES=50)
	@RAPPORTEUR_FUZZ=$(or $(TIMES),50) $(BIN)/python -m pytest tests/intake -m hypothesis -q $(ARGS)

attack: $(INSTALLED) ## kill every command at many moments, walk every address without a right to it (TIMES=12)
	@RAPPORTEUR_ATTACK=$(or $(TIMES),12) $(BIN)/python -m tools.run_tests tests/attacks $(ARGS)

lint: $(INSTALLED) ## check style, types, import contracts, migrations, dependencies and generated files
	@$(BIN)/python -m tools.lint

format: $(INSTALLED) ## mend what ruff can mend
	@$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format .

docs: $(INSTALLED) ## write the pages that follow from the code: architecture, commands, rules, states, schema
	@$(BIN)/python -m tools.write_docs

bench: $(INSTALLED) ## measure, and write docs/benchmarks.md
	@$(BIN)/python -m bench $(ARGS)

catalogues: $(INSTALLED) ## collect the messages of the source and compile the translations
	@$(BIN)/python -m tools.catalogues

lock: $(VENV)/.uv ## write the locks anew from pyproject.toml (ARGS=--upgrade: with the newest versions)
	@$(UV_COMPILE) --group dev pyproject.toml -o requirements.lock $(ARGS)
	@$(UV_COMPILE) pyproject.toml --constraint requirements.lock -o requirements-production.lock
	@printf 'uv==%s\n' "$$($(BIN)/uv --version | cut -d' ' -f2)" | $(UV_COMPILE) - -o requirements-uv.lock

sbom: $(INSTALLED) ## write which packages a release is made of, as CycloneDX, to dist/
	@$(BIN)/python -m tools.sbom $(ARGS)

# pip reads the hashes; what builds the project itself is gone again when it is built.
production: ## install what the program needs to run, and no tools or tests (PRODUCTION=/opt/rapporteur: where)
	@"$(PYTHON)" -m venv $(PRODUCTION)
	@$(PRODUCTION)/bin/python -m pip install --quiet --require-hashes -r requirements-production.lock
	@$(PRODUCTION)/bin/python -m pip install --quiet --no-deps --editable .

clean: ## remove what the tools keep between runs; records, reports and .venv stay
	@rm -rf .mypy_cache .pytest_cache .test_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* htmlcov

install: $(INSTALLED) ## make .venv with everything the project needs

$(VENV)/.uv: requirements-uv.lock
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "There is no '$(PYTHON)' here. Rapporteur needs Python 3.11 or newer: apt-get install python3 python3-venv," \
	       "or name another one: make PYTHON=/path/to/python3" >&2; exit 2; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "'$(PYTHON)' is $$("$(PYTHON)" --version 2>&1). Rapporteur needs Python 3.11 or newer;" \
	       "name another one: make PYTHON=python3.12" >&2; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments, because its venv module is missing:" \
	       "apt-get install python3-venv" >&2; exit 2; }
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then :; else \
	  echo "Making .venv"; "$(PYTHON)" -m venv --clear $(VENV); fi
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-uv.lock
	@touch $@

# uv knows nothing of pip.conf: where it cannot reach a registry, pip may (with the same hashes, more slowly).
$(INSTALLED): $(VENV)/.uv $(LOCKS) pyproject.toml
	@echo "Installing what requirements.lock names"
	@$(BIN)/uv pip sync --quiet --require-hashes --compile-bytecode requirements.lock || { \
	  echo "uv could not; trying with pip" >&2; \
	  $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock; }
	@$(BIN)/uv pip install --quiet --offline --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q rapporteur config
	@touch $@
