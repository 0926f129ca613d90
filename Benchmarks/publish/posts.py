#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the same made-up posts for three publishers.

    posts.py OUT STORE COUNT TOPIC...

OUT/hugo is a site for Hugo (home, posts, a paged list and a feed for each topic, sitemap), OUT/plain has the bare bodies for
the floor, and STORE, the empty store of a library, gets the posts as approved items under an open licence. The same count
and topics give the same posts.
"""
import datetime
import hashlib
import json
import os
import random
import sqlite3
import sys

out, store, count, topics = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]
rng = random.Random(11)
syllables = ["ba", "co", "de", "fi", "gu", "ha", "in", "ka", "lo", "me", "nu", "or", "pe", "qui", "ra", "so", "ti", "un"]
words = sorted({"".join(rng.choices(syllables, k=rng.choice([1, 2, 2, 3]))) for _ in range(4000)})
rng.shuffle(words)
weights = [1 / (rank + 5) for rank in range(len(words))]


def sentence():
    return " ".join(rng.choices(words, weights, k=rng.randint(8, 22))).capitalize() + "."


def body():
    """A post of some 350 words: as Markdown, and as the plain text that a reader of its page would keep."""
    marked, plain, size = [], [], 0
    while size < 350:
        kind, text = rng.random(), " ".join(sentence() for _ in range(rng.randint(2, 5)))
        if kind < 0.1:
            text = " ".join(rng.choices(words, weights, k=4)).capitalize()
            marked.append("## " + text)
        elif kind < 0.2:
            points = [sentence() for _ in range(rng.randint(3, 6))]
            marked.append("\n".join("- " + point for point in points))
            text = "\n".join(points)
        elif kind < 0.25:
            marked.append("> " + text)
        else:
            marked.append(text)
        plain.append(text)
        size += len(text.split())
    return "\n\n".join(marked) + "\n", "\n".join(plain)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


page = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/style.css"></head>
<body><header><a href="/">Cairn</a></header><main><h1>{{ .Title }}</h1>%s</main></body></html>
"""
links = '<ul>{{ range %s }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
layouts = {
    "_default/single.html": '<time>{{ .Date.Format "2 January 2006" }}</time>{{ .Content }}<ul>{{ range .Params.tags }}'
    '<li><a href="/tags/{{ . }}/">{{ . }}</a></li>{{ end }}</ul>',
    "_default/list.html": links % "(.Paginate .RegularPagesRecursive).Pages",
    "_default/terms.html": "<ul>{{ range .Data.Terms.ByCount }}<li><a href=\"{{ .Page.RelPermalink }}\">{{ .Page.Title }}</a>"
    " {{ .Count }}</li>{{ end }}</ul>",
    "index.html": links % "first 50 .Site.RegularPages",
}
for name, inner in layouts.items():
    write(f"{out}/hugo/layouts/{name}", page % inner)
write(
    f"{out}/hugo/config.toml",
    'baseURL = "https://learn.example.org/"\nlanguageCode = "en-gb"\ntitle = "Cairn"\npaginate = 20\n'
    'disableKinds = ["404"]\n[taxonomies]\ntag = "tags"\n[services.rss]\nlimit = 50\n',
)

db = sqlite3.connect(store, isolation_level=None)
db.execute("PRAGMA synchronous=OFF")
db.execute("BEGIN")
feeds = [(f"f{hashlib.sha256(str(n).encode()).hexdigest()[:16]}", f"Source {n}") for n in range(40)]
standing = json.dumps({"groups": ["Bench"], "licence": "CC-BY-4.0", "note": ""})
db.executemany(
    "INSERT INTO feeds (id, address, title, standing, subscribed) VALUES (?, ?, ?, ?, 1)",
    [(feed, f"https://{feed}.example.org/feed", title, standing) for feed, title in feeds],
)
start = datetime.datetime(2020, 1, 1, 8)
for number in range(count):
    title = " ".join(rng.choices(words, weights, k=6)).capitalize()
    chosen, (marked, plain) = sorted(rng.sample(topics, rng.randint(1, 4))), body()
    date = (start + datetime.timedelta(hours=4 * number)).strftime("%Y-%m-%dT%H:%M:%SZ")
    tags = ", ".join(f'"{topic}"' for topic in chosen)
    write(f"{out}/plain/p{number:05}.md", marked)
    write(f"{out}/hugo/content/posts/p{number:05}.md", f'---\ntitle: "{title}"\ndate: {date}\ntags: [{tags}]\n---\n{marked}')
    digest = hashlib.sha256(f"post {number}".encode()).hexdigest()
    item, (feed, _) = f"i{digest[:16]}", feeds[number % len(feeds)]
    address = f"https://{feed}.example.org/{number}/"
    content = {
        "address": address, "categories": [], "credit": {"authors": [f"Author {number % 500}"]},
        "dates": {"published": date}, "identity": {"feed": feed, "key": str(number), "kind": "guid"},
        "text": {"body": plain, "language": "en", "summary": plain[:200]}, "title": title,
    }
    verdict = {
        "by": {"isRule": False, "name": "Ada", "time": date}, "decision": "approve", "item": item, "note": "",
        "fit": {"audiences": ["board"], "stage": "awareness"}, "topics": chosen, "why": sentence(),
    }
    db.execute(
        "INSERT INTO items (id, feed, title, address, canonical, content, content_key, date, first_seen, revision, tagged_by,"
        " state, licence_key, page_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 'bench', 'approved', '', ?)",
        (item, feed, title, address, address[8:], json.dumps(content), digest[16:32], date, date, address[8:]),
    )
    db.execute(
        "INSERT INTO item_sources (feed, source_key, item, address, first_seen, last_seen, origin, listed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
        (feed, f"guid:{number}", item, address, date, date, item),
    )
    db.execute(
        "INSERT INTO verdicts (number, action, item, decision, content, decided, author, revision)"
        " VALUES (?, ?, ?, 'approve', ?, ?, 'Ada', 1)",
        (number + 1, number + 1, item, json.dumps(verdict), date),
    )
db.execute("COMMIT")
