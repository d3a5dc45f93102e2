# Two commands are all that a newcomer needs: `make serve` and `make test`.
# Both install what is missing on their first run (tools/setup.sh says what, and for how long).

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PORT ?= 8080

# Put in front of PATH in every recipe that builds the app.
TOOLED = export PATH="$$(tools/setup.sh path):$$PATH";

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | sort | expand -t 22

.PHONY: serve
serve: ## build the app with the seeds and serve it on this machine
	@tools/serve.sh $(PORT)

.PHONY: watch
watch: ## what serve does, by Trunk, which builds again whenever a file changes
	@tools/serve.sh $(PORT) watch

.PHONY: app
app: web ## build the app into target/app/
	@tools/trunk.sh build --release
	@node tools/sizes.mjs target/app

.PHONY: test
test: web browser ## every test: native, Wasm in a real browser, journeys
	@tools/test.sh

.PHONY: test-firefox
test-firefox: web browser firefox ## the journeys once more, in Firefox
	@DOSSIER_BROWSER=firefox tools/test.sh journeys

.PHONY: check
check: toolchain ## formatting and lints, as `make test` wants them
	@tools/test.sh lints

.PHONY: web browser firefox toolchain
web:
	@tools/setup.sh web
browser:
	@tools/setup.sh browser
firefox:
	@tools/setup.sh firefox
toolchain:
	@tools/setup.sh toolchain

.PHONY: clean
clean: ## remove what was built (the tools stay)
	rm -rf target dist

include make/*.mk
