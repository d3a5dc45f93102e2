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
  # What trains the models is in no other build.
  cargo clippy --package dossier-reader --features training --examples --quiet -- -D clippy::correctness -D clippy::suspicious
}

native() {
  title 'native tests'
  cargo test --workspace --exclude dossier-journeys
}

wasm() {
  title 'Wasm tests in Chromium'
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
  CHROMEDRIVER=$(command -v chromedriver) WASM_BINDGEN_TEST_TIMEOUT=300 \
    cargo test --target wasm32-unknown-unknown -p dossier-app --test browser
}

journeys() {
  title 'the app, as it ships'
  tools/trunk.sh build --release
  # The budgets are for what ships: with the prebuilt library the app is a tenth larger (tools/trunk.sh).
  local budget=()
  if [ -f "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]; then budget=(--budget 200000 --reader-budget 1000000); fi
  node tools/sizes.mjs target/app "${budget[@]}"
  # The command line of the native tests, with that app.
  cargo build -p dossier-cli
  DOSSIER_APP="$PWD/target/app" DOSSIER_PROGRAM="$PWD/target/debug/dossier"
  DOSSIER_DIST=$DOSSIER_APP DOSSIER_AXE=$(tools/setup.sh axe)
  tools/engine.sh target/dist-engine
  DOSSIER_ENGINE="$PWD/target/dist-engine"
  export DOSSIER_APP DOSSIER_PROGRAM DOSSIER_DIST DOSSIER_AXE DOSSIER_ENGINE
  title "journeys in ${DOSSIER_BROWSER:-chromium}, from a server"
  cargo test -p dossier-journeys -- --test-threads=2
  title "journeys in ${DOSSIER_BROWSER:-chromium}, on one file from the disk, without a network"
  "$DOSSIER_PROGRAM" build seeds -o target/dossier.html --single-file --quiet
  # All but five: dropped files need a worker, which no browser gives a page from the disk; site and large are about a server,
  # engine about another page; and single_file has been made on its own file already.
  local file tests=()
  for file in tests/tests/*; do
    case $file in
      */dropped_files.rs | */site.rs | */large.rs | */engine.rs | */single_file.rs) ;;
      *) tests+=(--test "$(basename "$file" .rs)") ;;
    esac
  done
  DOSSIER_PAGE="$PWD/target/dossier.html" cargo test -p dossier-journeys "${tests[@]}" -- --test-threads=2
}

[ $# -gt 0 ] || set -- lints native wasm journeys
for part in "$@"; do "$part"; done
title 'all passed'
