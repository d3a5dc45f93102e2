#!/usr/bin/env bash
# Every test, in the order in which a failure costs least: lints, native, Wasm in a browser, journeys.
# `make test` runs it after set-up; each part can be named: tools/test.sh lints native wasm journeys
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="$(tools/setup.sh path):$PATH"
export PATH CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}

title() { printf '\n== %s (%s s since the start)\n' "$*" "$SECONDS"; }

lints() {
  title 'formatting and lints'
  cargo fmt --all --check
  # Warnings are printed and worked off; what clippy calls wrong or suspicious fails here.
  cargo clippy --workspace --all-targets --quiet -- -D clippy::correctness -D clippy::suspicious
}

native() {
  title 'native tests'
  cargo test --workspace --exclude dossier-journeys
}

wasm() {
  title 'Wasm tests in Chromium'
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
  CHROMEDRIVER=$(command -v chromedriver) WASM_BINDGEN_TEST_TIMEOUT=120 \
    cargo test --target wasm32-unknown-unknown -p dossier-app --test browser
}

journeys() {
  title 'the app, as it ships'
  tools/trunk.sh build --release
  node tools/sizes.mjs dist
  title 'journeys in Chromium'
  DOSSIER_DIST="$PWD/dist" DOSSIER_AXE=$(tools/setup.sh axe) cargo test -p dossier-journeys -- --test-threads=2
}

[ $# -gt 0 ] || set -- lints native wasm journeys
for part in "$@"; do "$part"; done
title 'all passed'
