#!/usr/bin/env bash
# Trunk with the tools of tools/setup.sh: `tools/trunk.sh build --release …`.
#
# A build of what ships also builds Rust's own library for its size, without the words of panics (a panic is a fault of
# ours, and in a browser it ends the app with or without them). Rust calls that unstable, hence RUSTC_BOOTSTRAP; where the
# library's source is not to be had the prebuilt one serves, and the app is a tenth larger.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="$(tools/setup.sh path):$PATH"
export PATH
if [ "${1:-}" = build ] && [ "${DOSSIER_STD:-}" != prebuilt ]; then
  source=$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock
  if [ -f "$source" ] || rustup component add rust-src --toolchain "$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)" >/dev/null 2>&1; then
    export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
    # In place of the flags of .cargo/config.toml, which they hold as well. Functions of the same shape are not merged
    # before the split: one that a view shares with the first page would be taken for the view's.
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Csymbol-mangling-version=v0 -Zunstable-options -Cpanic=immediate-abort -Zmerge-functions=disabled"
  else
    echo "trunk: no rust-src component here, so the app is built on the prebuilt library and is a tenth larger (rustup component add rust-src)" >&2
  fi
fi
exec trunk "$@"
