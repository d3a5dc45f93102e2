#!/usr/bin/env bash
# Builds the engine alone, as an ES module, into dist/engine/.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-dist/engine}
rm -rf "$out" && mkdir -p "$out"
cargo build --profile web --target wasm32-unknown-unknown -p dossier-engine-js
wasm-bindgen --target web --no-typescript --out-dir "$out" --out-name dossier-engine-core \
    "${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/web/dossier_engine_js.wasm"
wasm-opt -O3 -o "$out/opt.wasm" "$out/dossier-engine-core_bg.wasm"
mv "$out/opt.wasm" "$out/dossier-engine-core_bg.wasm"
cp crates/engine-js/js/* "$out/"
