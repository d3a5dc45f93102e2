#!/usr/bin/env bash
# Builds the app with the seeds and serves it on this machine: `tools/serve.sh PORT`.
#
# For sooner rather than smaller: no link-time optimisation, no split, no library of our own. On a first run the app is
# compiled beside the tools that will bundle it, since neither keeps both cores busy all the time.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOSSIER_SPLIT=no CARGO_PROFILE_WEB_LTO=off CARGO_PROFILE_WEB_CODEGEN_UNITS=16 CARGO_PROFILE_WEB_OPT_LEVEL=1
target=wasm32-unknown-unknown

tools/setup.sh toolchain
compiling=
if ! tools/setup.sh have-web; then
  printf 'serve: compiling the app meanwhile …\n' >&2
  # As Trunk will ask for them, so that it finds them done. What goes wrong here goes wrong there again, and is told.
  (
    cargo build --quiet --locked --profile web --target "$target" --bin dossier-app &&
      cargo build --quiet --locked --profile web --target "$target" --manifest-path crates/reader-web/Cargo.toml --bin dossier-reader
  ) >/dev/null 2>&1 </dev/null &
  compiling=$!
fi
tools/setup.sh web
[ -z "$compiling" ] || wait "$compiling" || true
exec tools/trunk.sh serve --release --no-autoreload --port "${1:-8080}"
