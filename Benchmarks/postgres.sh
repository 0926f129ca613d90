# A server of PostgreSQL for one benchmark: sourced, then `pg_begin FOLDER`, which says where it is in $pg, and `pg_end`.
# It listens on a socket in its folder and, with a second word, on that port of 127.0.0.1 too.
pg_programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
pg_folder= pg_leader= pg_port=

# PostgreSQL refuses to run as root.
pg_as=()
[ "$(id -u)" != 0 ] || pg_as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
pg_at() { echo "postgres:///$1?host=$pg_folder&user=cairn&port=$pg_port"; }

pg_begin() {
  [ -n "$pg_programs" ] || { echo "please run: sudo apt-get install postgresql" >&2; return 2; }
  pg_folder=$1 pg_port=${2:-5432}
  mkdir -p "$pg_folder"
  chmod 755 "$(dirname "$pg_folder")"
  [ "$(id -u)" != 0 ] || chown postgres "$pg_folder"
  "${pg_as[@]}" "$pg_programs/initdb" -D "$pg_folder/data" -U cairn -A trust -E UTF8 --locale=C.UTF-8 -N >"$pg_folder/made" 2>&1
  "${pg_as[@]}" "$pg_programs/postgres" -D "$pg_folder/data" -k "$pg_folder" -c listen_addresses="${2:+127.0.0.1}" \
    -c port="$pg_port" -c max_connections=200 -c shared_buffers=256MB ${pg_more:-} >"$pg_folder/log" 2>&1 &
  pg_leader=$!
  pg=$(pg_at postgres)
  for _ in $(seq 200); do
    psql -X -q -d "$pg" -c 'SELECT 1' >/dev/null 2>&1 && return 0
    sleep 0.1
  done
  cat "$pg_folder/log" >&2
  return 2
}

# An empty database of a name; its address.
pg_database() {
  psql -X -q -d "$pg" -c "SET client_min_messages = warning" -c "DROP DATABASE IF EXISTS $1 WITH (FORCE)" -c "CREATE DATABASE $1" >&2
  pg_at "$1"
}

pg_end() { [ -z "$pg_leader" ] || { kill -INT "$pg_leader" && wait "$pg_leader"; } 2>/dev/null || true; pg_leader=; }
