# shellcheck shell=bash
# Sourced by bin/demo and bin/test: finds the tools, installs what is missing by apt where that is possible, else says
# what is missing. Installs nothing outside the package manager and never asks a question.

say() { printf '%s\n' "== $*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

apt_updated=
# apt_install PACKAGE...: installs them, quietly; its log is shown only when it fails.
apt_install() {
  can_apt || return 1
  local log; log=$(mktemp)
  say "installing $* (apt)"
  if [ -z "$apt_updated" ]; then
    apt-get update >"$log" 2>&1 || true
    apt_updated=yes
  fi
  if DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1; then
    rm -f "$log"
    return 0
  fi
  tail -n 20 "$log" >&2
  rm -f "$log"
  return 1
}

require_tool() { # require_tool COMMAND PACKAGE
  command -v "$1" >/dev/null 2>&1 || apt_install "$2" || fail "$1 is missing: install $2."
}

# major VERSION_TEXT: the first number in it.
major() { sed -n 's/[^0-9]*\([0-9][0-9]*\).*/\1/p' <<<"$1" | head -n 1; }

java_major() { major "$("${1:-java}" -version 2>&1 | head -n 1)"; }

require_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/javac" ] && [ "$(java_major "$JAVA_HOME/bin/java")" -ge 17 ]; then
    PATH="$JAVA_HOME/bin:$PATH"
    return
  fi
  unset JAVA_HOME
  if command -v javac >/dev/null 2>&1 && [ "$(java_major java)" -ge 17 ]; then return; fi
  apt_install openjdk-17-jdk-headless || fail "A JDK from 17 on is missing: install one, or set JAVA_HOME to it."
}

require_maven() {
  local version
  if command -v mvn >/dev/null 2>&1; then
    version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    if [ "$(printf '%s\n3.8\n' "$version" | sort -V | head -n 1)" = 3.8 ]; then return; fi
    fail "Maven $version is older than 3.8: install a newer one."
  fi
  apt_install maven || fail "Maven 3.8 or newer is missing: install it."
}

require_node() {
  if command -v node >/dev/null 2>&1 && [ "$(major "$(node -v)")" -ge 20 ] && command -v npm >/dev/null 2>&1; then return; fi
  if can_apt; then apt_install nodejs npm || true; fi
  if command -v node >/dev/null 2>&1 && [ "$(major "$(node -v)")" -ge 20 ] && command -v npm >/dev/null 2>&1; then return; fi
  fail "Node 20 or newer with npm is missing (found: $(node -v 2>/dev/null || echo none)): install it."
}
