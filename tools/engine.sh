#!/usr/bin/env bash
# Builds the engine alone, as an ES module, into dist/engine/ (or the folder named): what reads packs and what makes them
# are two Wasm modules.
#
# Where the toolchain has the standard library's source (rustup component add rust-src), that is compiled too, for size and
# without the texts of panics, which saves a tenth.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-dist/engine}
rm -rf "$out" && mkdir -p "$out"

target=${CARGO_TARGET_DIR:-target}/engine
std=()
if [ -d "$(rustc --print sysroot)/lib/rustlib/src/rust/library" ]; then
  export RUSTC_BOOTSTRAP=1
  export RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none"
  std=(-Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size)
fi
half() { # feature, name, optimisation, that of the search crate, wasm-opt's flags…
  local feature=$1 name=$2 level=$3 search=$4
  shift 4
  cargo build "${std[@]}" --config "profile.web.opt-level=$level" \
    --config "profile.web.package.dossier-search.opt-level=$search" --profile web --target wasm32-unknown-unknown --target-dir "$target" \
    -p dossier-engine-js --no-default-features --features "$feature"
  wasm-opt "$@" -o "$out/$name.wasm" "$target/wasm32-unknown-unknown/web/dossier_engine_js.wasm"
}
# Everyone downloads the one: small, but for what runs for every posting, which is two to three times as fast for a few kB. A
# browser compiles a function whole when it is first called, so those that one alone calls stay apart (ocimfs): the first
# question compiles what it runs and no more. The other module must be fast.
half read dossier-engine '"z"' 2 -Oz --converge --one-caller-inline-max-function-size=60
half write dossier-engine-writer 3 3 -O3
cp crates/engine-js/js/* "$out/"
node tools/brotli.mjs "$out"
