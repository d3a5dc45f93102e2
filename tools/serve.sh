#!/usr/bin/env bash
# Builds the app with the seeds and serves it on this machine: `tools/serve.sh PORT`. `tools/serve.sh PORT watch` does both
# with Trunk, which builds again whenever a file changes.
#
# For sooner rather than smaller: Cargo's profile `serve`, no split, no library of our own; and no Trunk, which takes half as
# long to build as the app (tools/bundle.mjs stands in for it).
set -euo pipefail
cd "$(dirname "$0")/.."
port=${1:-8080}
folder=target/served

command -v node >/dev/null || { echo 'serve: no node here. Install Node.js 20 or newer, then try again.' >&2; exit 1; }
node tools/host.mjs "$port"
if [ "${2:-}" = watch ]; then
  tools/setup.sh web
  exec tools/trunk.sh serve --no-autoreload --port "$port"
fi

tools/setup.sh toolchain
# On a first run both at once: each has stretches in which it keeps one core busy only.
tools/setup.sh bindgen &
building=$! failed=0
node tools/bundle.mjs --compile || failed=1
wait "$building" || failed=1
[ "$failed" = 0 ] || exit 1
PATH="$(tools/setup.sh path):$PATH" node tools/bundle.mjs "$folder"
exec node tools/host.mjs "$folder" "$port"
