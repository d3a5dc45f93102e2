#!/usr/bin/env bash
# Installs what the make targets need and is not here yet: once, into a folder of its own.
#
#   tools/setup.sh bindgen      the Rust toolchain with its wasm32 target, and tools/bindgen (all that `make serve` needs)
#   tools/setup.sh web          the Rust toolchain with its wasm32 target, wasm-bindgen, Trunk, wasm-opt
#   tools/setup.sh browser      Chromium with its driver, and axe-core (for the tests)
#   tools/setup.sh firefox      Firefox and geckodriver (for `make test-firefox`)
#   tools/setup.sh path         prints the folders to put in front of PATH
#
# DOSSIER_TOOLS names the folder (default: dossier in the user's cache folder).
set -euo pipefail
cd "$(dirname "$0")/.."

TRUNK=0.21.14
BINARYEN=132.0.0
AXE=4.14.1
GECKODRIVER=0.37.1
TOOLS=${DOSSIER_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/dossier}
RUST=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
BINDGEN=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)

say() { printf 'setup: %s\n' "$*" >&2; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# Runs a step and says how long it took; on failure shows the end of its log and what a person must do.
step() { # message, remedy, command…
  local message=$1 remedy=$2 start=$SECONDS log
  shift 2
  log=$(mktemp)
  say "$message …"
  if "$@" >"$log" 2>&1 </dev/null; then
    say "done in $((SECONDS - start)) s: ${message%% (*}"
    rm -f "$log"
  else
    tail -n 15 "$log" >&2
    die "that failed (whole log: $log). $remedy"
  fi
}

# Builds a command-line tool of ours for speed of building: it runs for a second, not for an hour.
cargo_tool() { # name, version, flags…
  local name=$1 version=$2
  shift 2
  CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=false \
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 CARGO_PROFILE_RELEASE_STRIP=true \
    cargo install --root "$TOOLS/$name-$version" "$name" --version "$version" "$@"
}

toolchain() {
  command -v cargo >/dev/null || die 'no cargo here. Install Rust with rustup, then try again.'
  command -v rustup >/dev/null || return 0 # another kind of installation: trust it, the build will tell
  if ! rustup toolchain list | grep -q "^$RUST-"; then
    step "installing Rust $RUST (half a minute)" "Run: rustup toolchain install $RUST" \
      rustup toolchain install "$RUST" --profile minimal --component clippy,rustfmt
  fi
  if ! rustup target list --toolchain "$RUST" --installed | grep -q '^wasm32-unknown-unknown$'; then
    step 'installing the wasm32 target (a few seconds)' \
      "Run: rustup target add --toolchain $RUST wasm32-unknown-unknown" \
      rustup target add --toolchain "$RUST" wasm32-unknown-unknown
  fi
}

bindgen() {
  toolchain
  mkdir -p "$TOOLS"
  if ! [ -x "$TOOLS/bindgen-$BINDGEN/bin/dossier-bindgen" ]; then
    step "building tools/bindgen, on wasm-bindgen $BINDGEN (1 to 3 min)" \
      "Run: cargo install --locked --path tools/bindgen --root '$TOOLS/bindgen-$BINDGEN' --target-dir target/bindgen" \
      cargo install --locked --path tools/bindgen --root "$TOOLS/bindgen-$BINDGEN" --target-dir target/bindgen
    rm -r target/bindgen
  fi
}

web() {
  toolchain
  mkdir -p "$TOOLS"
  command -v npm >/dev/null || die 'no npm here. Install Node.js 20 or newer, then try again.'
  # Both at once: each has stretches in which it keeps one core busy only.
  local building=()
  # Without TLS: its test runner speaks to drivers on this machine alone.
  if ! [ -x "$TOOLS/wasm-bindgen-cli-$BINDGEN/bin/wasm-bindgen" ]; then
    step "building wasm-bindgen $BINDGEN (2 to 4 min)" \
      "Run: cargo install wasm-bindgen-cli --version $BINDGEN" \
      cargo_tool wasm-bindgen-cli "$BINDGEN" --no-default-features &
    building+=($!)
  fi
  if ! [ -x "$TOOLS/trunk-$TRUNK/bin/trunk" ]; then
    step "building Trunk $TRUNK (3 to 6 min)" "Run: cargo install --locked trunk --version $TRUNK" \
      cargo_tool trunk "$TRUNK" --locked --no-default-features --features rustls &
    building+=($!)
  fi
  if ! [ -x "$TOOLS/binaryen-$BINARYEN/node_modules/.bin/wasm-opt" ]; then
    step "fetching wasm-opt (binaryen $BINARYEN)" "Run: npm install --prefix '$TOOLS/binaryen-$BINARYEN' binaryen@$BINARYEN" \
      npm install --no-audit --no-fund --no-package-lock --prefix "$TOOLS/binaryen-$BINARYEN" "binaryen@$BINARYEN"
  fi
  local job failed=0
  for job in "${building[@]}"; do wait "$job" || failed=1; done
  return $failed
}

debian_packages() { # what for, packages…
  local what=$1
  shift
  command -v apt-get >/dev/null || die "no $what here. Install it ($*), then try again."
  step "installing $what (about a minute)" "Run: sudo apt-get update && sudo apt-get install $*" \
    as_root sh -c "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $*"
}

browser() {
  if ! { command -v chromium || command -v chromium-browser; } >/dev/null || ! command -v chromedriver >/dev/null; then
    debian_packages 'Chromium and its driver' chromium chromium-driver fonts-noto-core
  fi
  if ! [ -f "$TOOLS/axe-core-$AXE/node_modules/axe-core/axe.min.js" ]; then
    step "fetching axe-core $AXE" "Run: npm install --prefix '$TOOLS/axe-core-$AXE' axe-core@$AXE" \
      npm install --no-audit --no-fund --no-package-lock --prefix "$TOOLS/axe-core-$AXE" "axe-core@$AXE"
  fi
}

firefox() {
  if ! { command -v firefox-esr || command -v firefox; } >/dev/null; then
    debian_packages 'Firefox' firefox-esr
  fi
  if ! command -v geckodriver >/dev/null && ! [ -x "$TOOLS/geckodriver-$GECKODRIVER/bin/geckodriver" ]; then
    step "building geckodriver $GECKODRIVER (about 2 min)" "Run: cargo install geckodriver --version $GECKODRIVER" \
      cargo_tool geckodriver "$GECKODRIVER"
  fi
}

path() {
  printf '%s:%s:%s:%s:%s\n' "$TOOLS/trunk-$TRUNK/bin" "$TOOLS/wasm-bindgen-cli-$BINDGEN/bin" \
    "$TOOLS/binaryen-$BINARYEN/node_modules/.bin" "$TOOLS/geckodriver-$GECKODRIVER/bin" "$TOOLS/bindgen-$BINDGEN/bin"
}

[ $# -gt 0 ] || die 'say what is needed: bindgen, web, browser, firefox or path'
for what in "$@"; do
  case $what in
    bindgen | web | browser | firefox | path | toolchain) "$what" ;;
    axe) printf '%s\n' "$TOOLS/axe-core-$AXE/node_modules/axe-core/axe.min.js" ;;
    *) die "unknown: $what (bindgen, web, browser, firefox, path or axe)" ;;
  esac
done
