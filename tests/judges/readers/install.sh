#!/usr/bin/env bash
# Puts readers of PDFs into target/judges/readers/: pdf.js, pdfminer, pypdf and PDFium. Versions are pinned here and in
# package-lock.json. Node is the one of the editor's judge.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
to="${CARGO_TARGET_DIR:-$root/target}/judges/readers"
wanted="pdfminer.six==20260107 pypdf==7.1.1 pypdfium2==5.15.2"

"$here/../editor/install.sh"
mkdir -p "$to"
if [ "$(cat "$to/installed.txt" 2>/dev/null)" != "$wanted" ]; then
  rm -rf "$to/python"
  # shellcheck disable=SC2086 # Several words.
  pip3 --python /usr/bin/python3 install --quiet --disable-pip-version-check --root-user-action ignore --target "$to/python" $wanted
  echo "$wanted" >"$to/installed.txt"
fi
if ! cmp -s "$here/package-lock.json" "$to/installed.json"; then
  cp "$here/package.json" "$here/package-lock.json" "$to/"
  node="$(cd "$to/../editor/node" && pwd)"
  (cd "$to" && PATH="$node/bin:$PATH" node "$node/lib/node_modules/npm/bin/npm-cli.js" ci --silent --omit=optional --no-audit --no-fund --ignore-scripts)
  cp "$here/package-lock.json" "$to/installed.json"
fi
cp "$here/pdfjs.mjs" "$to/"
