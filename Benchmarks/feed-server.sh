# Many made feeds and a server for them, for benchmarks: sourced where $here, $work, $feeds, $items and $port are set.
# `complain` must be there. feeds_begin starts nginx, one process on loopback, with ETag and Last-Modified as it makes them of
# a file; make_feeds FOLDER NEWEST DAY writes the documents; serve FOLDER shows them; feeds_end stops it.
# One feed an address (127.0.1.1, 127.0.1.2, ...): $work/addresses, and $work/many.opml.
feeds_server=
feeds_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/refresh

make_feeds() {
  awk -v feeds="$feeds" -v items="$items" -v newest="$2" -v to="$work/$1" -f "$feeds_folder/feeds.awk"
  find "$work/$1" -name '*.xml' -exec touch -d "$3T07:00:00Z" {} +
}

serve() { ln -sfn "$1" "$work/served"; }

feeds_begin() {
  mkdir -p "$work/old" "$work/changed" "$work/home" "$work/server"
  serve old
  {
    echo "daemon off; master_process off; pid $work/server/pid; error_log $work/server/errors;"
    [ "$(id -u)" != 0 ] || echo "user $(id -un) $(id -gn);"
    echo "events { worker_connections 1024; }"
    echo "http { log_format status '\$status'; access_log $work/server/log status; types { application/rss+xml xml; }"
    for kind in client_body proxy fastcgi uwsgi scgi; do echo "  ${kind}_temp_path $work/server/$kind;"; done
    echo "  server { listen 0.0.0.0:$port backlog=1024; allow 127.0.0.0/8; deny all; root $work/served; } }"
  } >"$work/server/conf"
  nginx -e "$work/server/errors" -c "$work/server/conf" 2>"$work/server/says" &
  feeds_server=$!
  for _ in $(seq 50); do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.1; done
  kill -0 "$feeds_server" 2>/dev/null || { cat "$work/server/says" >&2; complain "the server does not start"; }
  seq "$feeds" | awk -v port="$port" '{ n = $1 - 1
    printf "http://127.0.%d.%d:%d/%d.xml\n", 1 + int(n / 250), 1 + n % 250, port, $1 }' >"$work/addresses"
  {
    echo '<opml version="2.0"><head><title>Many</title></head><body>'
    awk '{ printf "<outline type=\"rss\" text=\"Blog %d\" xmlUrl=\"%s\"/>\n", NR, $1 }' "$work/addresses"
    echo '</body></opml>'
  } >"$work/many.opml"
}

feeds_end() { [ -z "$feeds_server" ] || { kill "$feeds_server" && wait "$feeds_server"; } 2>/dev/null || true; feeds_server=; }
