# Runs one server for a Java process and obeys its orders, one a line on standard input, each answered by one line:
#   run      starts the server; answers its process id
#   check    answers "alive" or "ended <status>"
#   wait     waits for the server's end; answers "ended <status>"
#   <signal> sends KILL, STOP, CONT ... to the server; answers "sent"
# The end of that input ends the server and removes its directory. It comes however the Java process went, even by kill -9,
# so nothing is ever left behind.
# $1 the signal that ends the server in an orderly way, $2 the directory to remove, if any, $3 the log, then the command.
end=$1 directory=$2 log=$3
shift 3
trap '' INT TERM HUP PIPE
server= status=

# One letter, Z for a process that has ended and not been waited for; nothing when there is none.
state() {
  sed 's/.*) //; s/ .*//' "/proc/$server/stat" 2>/dev/null || ps -o stat= -p "$server" 2>/dev/null
}

ended() {
  [ -z "$status" ] || return 0
  case $(state) in
    '' | Z*) return 0 ;;
    *) return 1 ;;
  esac
}

# Only the first wait for a process learns its exit status.
settle() {
  [ -n "$status" ] || { wait "$server"; status=$?; }
}

while read -r order; do
  case $order in
    run)
      # What this shell ignores the server must not: a JVM that inherits an ignored SIGTERM goes on ignoring it.
      (
        trap - INT TERM HUP PIPE
        exec "$@"
      ) </dev/null >>"$log" 2>&1 &
      server=$! status=
      echo "$server"
      ;;
    check)
      if ended; then settle; echo "ended $status"; else echo alive; fi
      ;;
    wait)
      settle
      echo "ended $status"
      ;;
    *)
      kill -s "$order" "$server" 2>/dev/null
      echo sent
      ;;
  esac
done

if [ -n "$server" ] && ! ended; then
  kill -s "$end" "$server"
  kill -s CONT "$server"
  patience=100
  until ended || [ "$patience" -eq 0 ]; do
    sleep 0.1
    patience=$((patience - 1))
  done
  ended || kill -s KILL "$server"
  settle
fi
[ -z "$directory" ] || rm -rf "$directory"
