#!/usr/bin/env bash
# Builds the engine alone, as an ES module, into dist/engine/ (or the folder named): what reads packs, in two parts, and what
# makes them are Wasm modules of their own.
#
# Where the toolchain has the standard library's source (rustup component add rust-src), that is compiled too, for size and
# without the texts of panics, which saves a tenth.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-dist/engine}
rm -rf "$out" && mkdir -p "$out"

target=${CARGO_TARGET_DIR:-target}/engine
# As for the app (tools/trunk.sh): names that tell type parameters, and no two functions made one before the split.
flags="-Csymbol-mangling-version=v0"
std=()
if [ -d "$(rustc --print sysroot)/lib/rustlib/src/rust/library" ]; then
  export RUSTC_BOOTSTRAP=1
  flags+=" -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none -Zmerge-functions=disabled"
  std=(-Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size)
fi
half() { # feature, optimisation, that of the search crate
  RUSTFLAGS=$flags cargo build "${std[@]}" --config "profile.web.opt-level=$2" \
    --config "profile.web.package.dossier-search.opt-level=$3" --profile web --target wasm32-unknown-unknown --target-dir "$target" \
    -p dossier-engine-js --no-default-features --features "$1"
}
built=$target/wasm32-unknown-unknown/web/dossier_engine_js.wasm

# Everyone downloads the one: small, but for what runs for every posting, which is two to three times as fast for a few kB.
# What a first question does not run (tools/later-engine.txt) comes behind it, as a module of its own. A browser compiles a
# function whole when it is first called, so those that one alone calls stay apart (ocimfs): the first question compiles
# what it runs and no more.
half read '"z"' 2
env -u RUSTC_BOOTSTRAP cargo build --quiet --locked --package dossier-split
"${CARGO_TARGET_DIR:-target}/debug/dossier-split" "$built" tools/later-engine.txt "$target/first.wasm" "$target/rest.wasm" "$built"
for part in first rest; do
  name=dossier-engine
  [ $part = first ] || name=dossier-engine-rest
  wasm-opt -Oz --converge --one-caller-inline-max-function-size=60 "$target/$part.wasm" -o "$out/$name.wasm"
done
# The other must be fast.
half write 3 3
wasm-opt -O3 "$built" -o "$out/dossier-engine-writer.wasm"
cp crates/engine-js/js/* "$out/"
# What is for readers of the source, and not for each visitor; the first lines say where the rest stands.
sed -i -e '3,$ { /^ *\/\//d; /^ *\/\*\*.*\*\/$/d; /^ *\/\*\*/,/\*\/$/d }' "$out/dossier-engine.js"
node tools/brotli.mjs "$out"
