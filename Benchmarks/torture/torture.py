# Two libraries with the same feeds live through the same days: in one, runs are killed at random moments. At the end both
# must hold the same. See run.
import json, os, random, shutil, signal, subprocess, sys, time
from datetime import datetime, timedelta

work, port, server, log, calm_store, killed_store, workers, kills, seed = sys.argv[1:10]
port, server, workers, kills = int(port), int(server), int(workers), int(kills)
chance = random.Random(seed)
cairn = os.environ["CAIRN"]
feeds, days = 60, max(2, min(20, kills // 10))

# What is the same whatever happened on the way. Not compared: how often was tried, and numbers that follow the order of saving.
TABLES = ["items", "item_sources", "item_revisions", "older_items", "tags", "verdicts", "tag_verdicts", "issues",
          "issue_items", "slots", "articles", "merged", "read_items", "subscribers", "deliveries"]


class Library:
    def __init__(self, name, store):
        self.folder = f"{work}/{name}"
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": work, "CAIRN_STORE": store, "CAIRN_FETCH_ALLOW_ADDRESSES": "127.0.0.0/8",
            "CAIRN_FETCH_PAUSE": "0", "CAIRN_ENRICH_WORDS": "0", "CAIRN_LINKS_DAYS": "0", "CAIRN_WORK_TERM": "2",
            "CAIRN_FETCH_FIRST_POLL_LIMIT": "1000", "CAIRN_CLASSIFY_TRAIN_AFTER": "0",
            "CAIRN_BASE_URL": "https://learn.example.org/"}
        subprocess.run([cairn, "init", "--sample", self.folder], check=True, env=self.environment, stdout=subprocess.DEVNULL)
        shutil.rmtree(f"{self.folder}/feeds", ignore_errors=True)
        os.makedirs(f"{self.folder}/feeds")
        lines = "\n".join(f'<outline type="rss" text="Blog {n}" xmlUrl="http://127.0.{1 + n // 3}.1:{port}/{n}"/>'
                          for n in range(feeds))
        with open(f"{self.folder}/feeds/team.opml", "w") as file:
            file.write(f'<opml version="2.0"><head><title>Many</title></head><body>{lines}</body></opml>')
        for path in os.listdir(f"{self.folder}/curated/newsletters"):
            os.remove(f"{self.folder}/curated/newsletters/{path}")
        with open(f"{self.folder}/curated/newsletters/weekly.md", "w") as file:
            file.write('---\nid: weekly\ntitle: Weekly\naudience: senior-leader\n'
                       'rhythm: {every: week, "on": monday, at: "07:00"}\ntime_zone: Europe/London\n'
                       'review_window_hours: 48\nsize: 5\nminimum: 1\nsections:\n  - title: Lead\n    strands: [leadership]\n'
                       '    size: 5\npolicy: {unapproved: send-approved, too_little: skip, missed: once-late}\n---\nWelcome.\n')

    def command(self, *words, check=True):
        ending = subprocess.run([cairn, "--library", self.folder, *words], env=self.environment, capture_output=True, text=True)
        if check and ending.returncode > 1:
            sys.exit(f"cairn {' '.join(words)}: {ending.returncode}: {ending.stderr[-800:]}")
        return ending.stdout

    def begin(self, *words):
        return subprocess.Popen([cairn, "--library", self.folder, "--quiet", *words], env=self.environment,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def curate(self):
        waiting = [json.loads(line) for line in
                   self.command("item", "list", "--state", "waiting", "--limit", "100000", "--json").splitlines()]
        chosen = sorted(item["id"] for item in waiting)[:3]
        if chosen:
            self.command("review", "approve", *chosen, "--topic", "digital-strategy", "--why", "It helps.", "--as", "Ada")

    def tables(self):
        archive = f"{self.folder}.jsonl"
        if os.path.exists(archive):
            os.remove(archive)
        self.command("export", archive)
        found, name = {}, None
        with open(archive) as file:
            for line in file:
                row = json.loads(line)
                if isinstance(row, dict):
                    if "table" in row:
                        name = row["table"]
                        found[name] = []
                        columns = row["columns"]
                elif name in TABLES:
                    found[name].append(dict(zip(columns, row)))
        os.remove(archive)
        return found


def whole_day(library):
    if workers == 1:
        library.command("run")
        return
    for _ in range(4):
        group = [library.begin("work", "--once") for _ in range(workers)]
        endings = [process.wait() for process in group]
        if any(ending > 1 for ending in endings):
            sys.exit(f"a worker ended with {endings}")


def kill_day(library, times, usual):
    done = 0
    for _ in range(times):
        begun = time.monotonic()
        group = [library.begin("work", "--once") for _ in range(workers)] if workers > 1 else [library.begin("run")]
        time.sleep(chance.random() * usual * 1.1)
        # One of them, or all as if the power went.
        victims = group if chance.random() < 0.3 else [chance.choice(group)]
        for process in victims:
            if process.poll() is None:
                done += 1
                process.send_signal(signal.SIGKILL)
        for process in group:
            process.wait()
    return done


def files(folder):
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if name != ".cairn-manifest.json":
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder)] = file.read()
    return found


os.makedirs(work)
calm, killed = Library("calm", calm_store), Library("killed", killed_store)
start, hit, wanted = datetime(2026, 11, 2, 8), 0, kills
began = time.monotonic()
for day in range(days):
    now = (start + timedelta(days=day)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with open(f"{log}.round", "w") as file:
        file.write(str(day + 1))
    os.kill(server, signal.SIGUSR1)
    time.sleep(0.1)
    for library in (calm, killed):
        library.environment["CAIRN_NOW"] = now
    lap = time.monotonic()
    whole_day(calm)
    usual = (time.monotonic() - lap) / (1 if workers == 1 else 4)
    hit += kill_day(killed, -(-wanted // (days - day)) if day == days - 1 else kills // days, max(usual, 0.3))
    if workers > 1:
        time.sleep(2.2)
    whole_day(killed)
    for library in (calm, killed):
        library.curate()
    wanted = kills - hit
while hit < kills:
    hit += kill_day(killed, 1, 0.5)
if workers > 1:
    time.sleep(2.2)
for library in (calm, killed):
    whole_day(library)

one, two = calm.tables(), killed.tables()
flaws = []
for name in TABLES:
    if name not in one:
        continue
    left, right = one[name], two[name]
    if left != right:
        differences = [pair for pair in zip(left, right) if pair[0] != pair[1]][:2]
        flaws.append(f"{name}: {len(left)} rows undisturbed, {len(right)} killed; {differences}")
if len(set(row["id"] for row in two["items"])) != len(two["items"]):
    flaws.append("an item is there twice")
pages_one, pages_two = (files(f"{library.folder}/curated/published") for library in (calm, killed))
for path in sorted(set(pages_one) | set(pages_two)):
    if pages_one.get(path) != pages_two.get(path):
        flaws.append(f"published {path} differs")
deep = killed.command("check", "--deep", check=False)
if "all well" not in deep:
    flaws.append(f"check --deep: {deep[-400:]}")
left = [name for name in os.listdir(f"{killed.folder}/curated") if name.startswith(".published-")]
engine = "PostgreSQL" if workers > 1 else "SQLite"
print(f"{engine}, {workers} at once: {hit} kills in {days} days and {time.monotonic() - began:.0f} s; "
      f"{len(two['items'])} items, {len(two['tags'])} tags, {len(two['issues'])} issues, {len(pages_two)} files; "
      f"{len(flaws)} differences from undisturbed runs", flush=True)
for flaw in flaws[:12]:
    print("  ", flaw[:600])
sys.exit(1 if flaws else 0)
