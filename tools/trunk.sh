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
# In place of the flags of .cargo/config.toml, which they hold as well. Functions of the same shape are not merged before
# the split: one that a view shares with the first page would be taken for the view's.
flags="-Csymbol-mangling-version=v0 -Zunstable-options -Cpanic=immediate-abort -Zmerge-functions=disabled"

# Whether the library's source and what it is built from are here, or can be had.
own_library() {
  local source
  source=$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock
  [ -f "$source" ] ||
    rustup component add rust-src --toolchain "$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)" || return 1
  # Trunk builds without the network.
  RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort \
    cargo fetch --quiet --locked --target wasm32-unknown-unknown
}

if [ "${1:-}" = build ] && [ "${DOSSIER_STD:-}" != prebuilt ]; then
  if own_library >&2; then
    export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=$flags
  else
    echo "trunk: the source of Rust's library is not to be had here, so the app is built on the prebuilt one and is a tenth larger (rustup component add rust-src)" >&2
  fi
fi
exec trunk "$@"
