#!/bin/sh
# Brings the Turso engine for the integration tests: install.sh SOURCE TARGET.
# Does nothing when TARGET already holds what SOURCE's lock file names.
set -eu
source=$1
target=$2
if [ -e "$target/node_modules/.package-lock.json" ] && cmp -s "$source/package-lock.json" "$target/package-lock.json"; then
  exit 0
fi
if ! command -v npm >/dev/null; then
  echo "npm was not found: the integration tests take the Turso engine (tursodb) from npm." \
    "Install Node.js with npm, or skip the integration tests with -DskipITs." >&2
  exit 1
fi
mkdir -p "$target"
cp "$source/.npmrc" "$source/package.json" "$source/package-lock.json" "$target/"
cd "$target"
if ! npm ci --silent; then
  echo "npm ci failed in $target: the integration tests need the Turso engine. Run it there by hand to see why." >&2
  exit 1
fi
