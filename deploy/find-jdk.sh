# Sourced by ./run and .ci/run.

# Whether a directory is a JDK 25, told from its release file, without starting it.
is_jdk_25() {
  [[ -x $1/bin/javac && -f $1/release ]] && grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

# Prints the directory of a JDK 25: JAVA_HOME if it is one, the java of the PATH, then the usual places.
find_jdk_25() {
  local candidates=("${JAVA_HOME:-}") candidate on_path
  if on_path=$(command -v javac); then
    candidates+=("$(dirname "$(dirname "$(readlink -f "$on_path")")")")
  fi
  if [[ -x /usr/libexec/java_home ]]; then
    candidates+=("$(/usr/libexec/java_home -v 25 2>/dev/null || true)")
  fi
  candidates+=(/usr/lib/jvm/* /usr/java/* /usr/local/*jdk* /opt/* /opt/*/* ~/.sdkman/candidates/java/* ~/.jdks/* ~/.local/share/mise/installs/java/*)
  candidates+=(/Library/Java/JavaVirtualMachines/*/Contents/Home ~/Library/Java/JavaVirtualMachines/*/Contents/Home)
  candidates+=(/opt/homebrew/opt/openjdk@25 /home/linuxbrew/.linuxbrew/opt/openjdk@25)
  for candidate in "${candidates[@]}"; do
    if [[ -n $candidate ]] && is_jdk_25 "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  return 1
}
