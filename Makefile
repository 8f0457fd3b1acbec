# Two commands are enough: make serve, make test. All they install goes into .venv, and nothing else on the machine is touched
# (but for Chromium, which make test installs for its browser tests when it runs as root on Debian and finds no browser).
PORT    ?= 8000
BUILDER ?= mkdocs
FORMAT  ?= text
EXAMPLE := scene
PYTHON  ?= python3
BIN     := .venv/bin
BIOME   := @biomejs/biome@2.6.8
AXE     := axe-core@4.14.1
MARKUP  := html-validate@10.17.0

.DEFAULT_GOAL := help
.PHONY: help serve site exports check code lint test words content bench some-browser browser lock clean venv

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s%s\n", $$1, $$2 }' Makefile

serve: venv ## Serve the site while you edit it (PORT=8000)
	$(BIN)/edition serve --port $(PORT)

site: venv ## Build the site into site/ (BUILDER=mkdocs, properdocs or zensical)
	$(BIN)/edition build --builder $(BUILDER)
	@sh -eu -c "$$BESIDE"

exports: venv ## Build the site with all that readers can take with them: EPUB, PDF, data, feeds
	$(BIN)/edition build --builder $(BUILDER) --exports
	@sh -eu -c "$$BESIDE"

check: venv ## Check the notes, their quotes and their sources (FORMAT=text, github or json)
	$(BIN)/edition check --format $(FORMAT)

code: venv
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

lint: code ## Check the style of code, prose, styles, scripts and workflows
	$(BIN)/rumdl check .
	$(BIN)/typos
	$(BIN)/zizmor --offline .
	@if command -v npx >/dev/null; then npx --yes --package=$(BIOME) biome ci; \
	else echo 'Node is missing: the styles and scripts of overrides/assets are not checked.'; fi

test: some-browser check code ## Run all tests, the browser's too
	@mkdir -p .cache/axe && cd .cache/axe && { [ -f package/axe.min.js ] || { npm pack --silent --fetch-retries=0 $(AXE) && tar -xzf axe-core-*.tgz; } } \
		>/dev/null 2>&1 || echo 'npm is missing, or the network: pages are judged by the older axe that comes with the tests.'
	@[ -d .cache/html-validate ] || npm install --silent --fetch-retries=0 --prefix .cache/html-validate $(MARKUP) >/dev/null 2>&1 \
		|| { rm -rf .cache/html-validate; echo 'npm is missing, or the network: html-validate does not judge the pages.'; }
	$(BIN)/pytest -n auto --dist worksteal

words: venv ## Bring the catalogues of the languages up to date with what readers are told (scripts/edition/locale)
	@$(BIN)/python -m tests.languages.words

content: venv ## Say what of this edition looks odd: counts, lengths, coverage (FORMAT=text or github)
	@$(BIN)/python -m tests.content --format $(FORMAT)

bench: some-browser ## Measure against plain Material, and write BENCHMARKS.md (SECTIONS="10 100 1000")
	$(BIN)/python -m tests.bench.run $(SECTIONS)

some-browser: venv
	@sh -eu -c "$$BROWSER" browser

browser: venv ## Install a browser for the tests, if there is none
	@sh -eu -c "$$BROWSER" browser install

lock: ## Renew requirements.lock to the newest versions that pyproject.toml allows (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --upgrade --generate-hashes --no-annotate \
		--custom-compile-command 'make lock' --quiet --output-file requirements.lock

clean: ## Remove what these commands have made, .venv too
	rm -rf site .cache .edition .hypothesis .pytest_cache .mypy_cache .ruff_cache .rumdl_cache .benchmarks .venv
	git clean -fdqX docs scripts tests

venv:
	@sh -eu -c "$$INSTALL"

# Makes .venv anew when the lock, pyproject.toml or the project's place has changed: nothing stale survives.
define INSTALL
want=$$({ pwd; cat requirements.lock pyproject.toml; } | cksum)
if [ "$$(cat .venv/installed 2>/dev/null)" = "$$want" ] && $(BIN)/python -c '' 2>/dev/null; then exit; fi
stop() { echo "$$1" >&2; exit 1; }
if command -v uv >/dev/null; then
    echo 'Setting up .venv with uv: seconds, the first time up to a minute.'
    rm -rf .venv
    uv venv --quiet $(if $(filter-out file,$(origin PYTHON)),--python $(PYTHON))
    uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
    uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
else
    command -v $(PYTHON) >/dev/null || stop 'Python is missing: install Python 3.11 or newer (there is no $(PYTHON) on PATH).'
    $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "$$($(PYTHON) --version) is too old: install Python 3.11 or newer, then say make PYTHON=python3.11 (or its name)."
    $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null ||
        stop '$(PYTHON) cannot make environments: install its venv package (on Debian and Ubuntu, as root: apt install $(notdir $(PYTHON))-venv).'
    echo 'Setting up .venv with pip: up to two minutes. With uv on PATH it takes seconds.'
    rm -rf .venv
    $(PYTHON) -m venv .venv
    $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
    $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
fi
echo "$$want" >.venv/installed
endef

# One of examples/ is made as a user would make it, annotated, and built beside the site.
define BESIDE
edition=$$PWD/$(BIN)/edition example=$$PWD/examples/$(EXAMPLE) target=$$PWD/site/examples/$(EXAMPLE)
rm -rf .cache/example
"$$edition" new "$$example"/$(EXAMPLE).* .cache/example --licence 'public domain' >/dev/null
cd .cache/example
"$$edition" propose "$$example/notes.csv" >/dev/null
SITE_URL=$${SITE_URL:+$$SITE_URL""examples/$(EXAMPLE)/} EDIT_URI_TEMPLATE= ISSUES_URL= "$$edition" build --into "$$target" >/dev/null
echo 'an example is in site/examples/$(EXAMPLE)'
endef

define BROWSER
found() {
    if [ -n "$${EDITION_BROWSER:-}" ]; then command -v "$$EDITION_BROWSER"; return; fi
    for name in chromium chromium-browser google-chrome-stable google-chrome; do command -v $$name && return; done
    $(BIN)/python -c 'from playwright.sync_api import sync_playwright as p; w = p().start(); w.chromium.launch().close(); w.stop()' 2>&1
}
if found >/dev/null; then exit; fi
if [ "$$(id -u)" = 0 ] && grep -qsx 'ID=debian' /etc/os-release; then
    echo "Installing Debian's Chromium for the browser tests: about a minute."
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends chromium >/dev/null
elif [ "$${1:-}" = install ]; then
    echo "Downloading Playwright's Chromium for the browser tests: about a minute."
    $(BIN)/playwright install --only-shell chromium
elif [ "$${CI:-}" = true ]; then
    echo 'No browser for the tests: install Chromium, or name one in EDITION_BROWSER.' >&2
    exit 1
else
    echo 'No browser found, its tests are skipped: make browser installs one, EDITION_BROWSER names one.'
fi
endef
export INSTALL BROWSER BESIDE
