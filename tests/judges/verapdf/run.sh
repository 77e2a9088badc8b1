#!/usr/bin/env bash
# run.sh FILE...: fails if a file breaks any rule of PDF/A-2u or PDF/UA-1. Installs the judge where it is missing.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
to="${CARGO_TARGET_DIR:-$root/target}/judges/verapdf"
[ $# -gt 0 ] || { echo "run.sh FILE..." >&2; exit 2; }
"$here/install.sh"
path="$to:$to/verapdf.jar"
for jar in jaxb-runtime jaxb-impl jaxb-core istack-commons-runtime txw2 javax.activation FastInfoset stax-ex; do
  path="$path:/usr/share/java/$jar.jar"
done
exec java -Xshare:auto -XX:TieredStopAtLevel=1 -cp "$path" Judge "$@"
