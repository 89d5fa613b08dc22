#!/bin/sh
# Interlude around `terraform apply`, for any runner with a shell. Runs in the folder that holds interlude.yaml.
#
#   interlude-hook.sh install        publisher.jar, by version and checksum, and Java where there is none
#   interlude-hook.sh before [PLAN]  before apply: the page stands; people are told if traffic is about to be turned away
#   interlude-hook.sh after          after apply: people are brought back if traffic has come back
#
# It decides by the output `maintenance_active`, never by a variable: a flag that somebody set at night counts as well.
# A failure ends the deployment, and before apply that means before traffic moves.
#
#   INTERLUDE_URL     where publisher.jar is, for install; the address names the version
#   INTERLUDE_SHA256  its SHA-256, for install
#   INTERLUDE_JAR     where it is kept; default: publisher.jar
#   INTERLUDE_FLAGS   flags of every command, such as --no-hub while the hub is away
set -eu

jar=${INTERLUDE_JAR:-publisher.jar}

fail() {
  printf 'interlude: %s\n' "$*" >&2
  exit 1
}

publisher() {
  # Where an approval stands between plan and apply, another machine may go on with the same folder.
  has_java || install_java
  printf 'interlude: publisher %s\n' "$*" >&2
  # Flags are words, and meant to be split.
  # shellcheck disable=SC2086
  java -jar "$jar" "$@" ${INTERLUDE_FLAGS:-}
}

has_java() {
  command -v java >/dev/null 2>&1 || return 1
  version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${version:-0}" -ge 17 ]
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_java() {
  if command -v apk >/dev/null 2>&1; then
    as_root apk add --no-cache openjdk17-jre-headless
  elif command -v apt-get >/dev/null 2>&1; then
    as_root apt-get update
    as_root apt-get install -y --no-install-recommends openjdk-17-jre-headless
  fi
  has_java || fail "Java 17 is missing and could not be installed: add it to the runner's image."
}

install() {
  : "${INTERLUDE_URL:?where publisher.jar is}" "${INTERLUDE_SHA256:?the SHA-256 of publisher.jar}"
  has_java || install_java
  if [ -f "$jar" ] && [ "$(sha256sum "$jar" | cut -d ' ' -f 1)" = "$INTERLUDE_SHA256" ]; then return; fi
  curl -fsSL --retry 3 -o "$jar.part" "$INTERLUDE_URL" || fail "cannot fetch $INTERLUDE_URL"
  found=$(sha256sum "$jar.part" | cut -d ' ' -f 1)
  if [ "$found" != "$INTERLUDE_SHA256" ]; then
    rm -f "$jar.part"
    fail "$INTERLUDE_URL has the SHA-256 $found, expected $INTERLUDE_SHA256: not installed."
  fi
  mv "$jar.part" "$jar"
}

# planned PLAN: what the output will be once the plan is applied.
planned() {
  terraform show -json "$1" | jq -r '.planned_values.outputs.maintenance_active.value'
}

before() {
  command -v jq >/dev/null 2>&1 || fail "jq is missing: it reads the plan."
  active=$(planned "$1") || fail "cannot read the plan $1"
  case $active in
    true | false) ;;
    *) fail "the plan $1 does not say whether maintenance will be active: pass the switch's output on, as in output \"maintenance_active\" { value = module.switch.maintenance_active }" ;;
  esac
  publisher publish
  if [ "$active" = true ]; then publisher start; fi
}

after() {
  active=$(terraform output -raw maintenance_active) || fail "cannot read the output maintenance_active"
  case $active in
    true) printf 'interlude: maintenance goes on\n' >&2 ;;
    # 7: nothing is in progress, so nobody waits to be brought back. An announced window stays announced.
    false) publisher complete || [ $? = 7 ] || fail "people were not told that it is over: run the same command again" ;;
    *) fail "maintenance_active is neither true nor false: $active" ;;
  esac
}

case ${1:-} in
  install) install ;;
  before) before "${2:-.tf-plan}" ;;
  after) after ;;
  *)
    sed -n '2,17s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
