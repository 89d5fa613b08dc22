#!/usr/bin/env bash
# How long the packaged publisher takes to start, on every JDK from 17 on that is here.
#   publisher/src/bench/start-up.sh [RUNS]     after mvn package
# Prints, for each command, the fastest and the middle wall time and the processor time of the middle run. Run it on a machine
# that does nothing else: wall times are those of the machine, too.
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-11}
jar=$PWD/target/publisher.jar
[ -f "$jar" ] || { echo "missing: $jar; run mvn -Pquick package first" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
printf 'app: shop\nsite: {title: Shop}\ntarget: {directory: {path: public/}}\n' >interlude.yaml
TIMEFORMAT='%R %U %S'

measure() { # measure JAVA ARGUMENT...
  for ((run = 0; run < runs; run++)); do
    { time "$@" >/dev/null 2>&1; } 2>>"$work/figures"
  done
  sort -n "$work/figures" | awk -v count="$runs" '
    NR == 1 { fastest = $1 } NR == int((count + 1) / 2) { middle = $1; processor = $2 + $3 }
    END { printf "fastest %.2f s, middle %.2f s, processor %.2f s", fastest, middle, processor }'
  rm "$work/figures"
}

printf '%s: %d bytes\n' "$(basename "$jar")" "$(stat -c %s "$jar")"
for home in /usr/lib/jvm/*; do
  if [ ! -x "$home/bin/java" ] || [ -L "$home" ]; then continue; fi
  major=$("$home/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')
  [ "${major:-0}" -ge 17 ] || continue
  for command in "--help" "status --help" "render --out out"; do
    # shellcheck disable=SC2086
    printf 'JDK %s, %-17s %s\n' "$major" "$command:" "$(measure "$home/bin/java" -jar "$jar" $command)"
  done
done
