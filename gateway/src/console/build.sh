#!/usr/bin/env bash
# build.sh DIRECTORY: type-checks, tests and builds the page into DIRECTORY, unless what is there is newer than all sources.
set -euo pipefail
output=$1
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() {
  printf 'The console is built with Node.js 20 or later, and %s\n' "$1" >&2
  echo "Install it (https://nodejs.org), or build without the console: mvn -Dconsole.skip …" >&2
  exit 1
}

is_built() {
  [[ -f $output/files.txt && -z $(find . -name node_modules -prune -o -type f -newer "$output/files.txt" -print -quit) ]]
}

is_built && exit
command -v node >/dev/null && command -v npm >/dev/null || fail "node and npm are not both on the PATH."
version=$(node --version)
major=${version#v}
((${major%%.*} >= 20)) || fail "this is $version."

if [[ package-lock.json -nt node_modules/.package-lock.json ]]; then
  npm ci --no-fund --no-audit --loglevel=error
fi
[[ ${CONSOLE_SKIP_TESTS:-} == *true* ]] || npm test --silent
npm run build --silent -- --outDir "$output"
