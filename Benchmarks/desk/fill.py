#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fills the empty store of a library with made-up items, in bulk.

    fill.py STORE COUNT

The rows are those that Cairn itself would have written: items with sources, tags and verdicts, the queue with its facets
and its index of words. Words, topics and sources come as often as they do in language: a few very often, most seldom. Of
the items 70 % wait, 20 % are rejected, 8 % approved and 2 % held. The same count gives the same rows.
"""
import datetime
import hashlib
import itertools
import json
import random
import sqlite3
import sys

path, count = sys.argv[1], int(sys.argv[2])
rng = random.Random(7)
db = sqlite3.connect(path, isolation_level=None)
db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000; PRAGMA foreign_keys=OFF")

syllables = ["ba", "co", "de", "fi", "gu", "ha", "in", "ka", "lo", "me", "nu", "or", "pe", "qui", "ra", "so", "ti", "un", "ve", "wy"]
words = sorted({"".join(rng.choices(syllables, k=rng.choice([2, 2, 3, 3, 4]))) for _ in range(60_000)})
rng.shuffle(words)
words = "the digital leadership data council strategy open risk board service".split() + words
weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))
topics = [
    "digital-strategy", "data-strategy", "cyber-security", "digital-inclusion", "user-research", "accessibility",
    "artificial-intelligence", "board-oversight", "open-data", "open-source", "service-design", "data-sharing",
    "digital-teams", "digital-culture", "content-design", "co-design", "agile-delivery", "procurement",
    "digital-leadership", "data-protection", "digital-ethics", "working-in-the-open", "digital-skills", "change",
    "partnership", "funding", "measurement", "governance", "devices-and-connectivity", "digital-mentoring",
]
topic_weights = list(itertools.accumulate(1 / (rank + 4) for rank in range(len(topics))))
licences = ["CC-BY-4.0", "all-rights-reserved", "OGL-UK-3.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"]
feeds = [
    (f"f{hashlib.sha256(str(n).encode()).hexdigest()[:16]}", f"Source {n}", licences[min(int(rng.expovariate(0.9)), 4)])
    for n in range(500)
]
feed_weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(feeds))))

db.execute("BEGIN")
db.executemany(
    "INSERT INTO feeds (id, address, title, standing, subscribed) VALUES (?, ?, ?, ?, 1)",
    [
        (id, f"https://{id}.example.org/feed", title, json.dumps({"groups": ["Bench"], "licence": licence, "note": ""}))
        for id, title, licence in feeds
    ],
)
facets = {}


def facet(kind, value):
    key = (kind, value)
    if key not in facets:
        facets[key] = len(facets) + 1
        db.execute("INSERT INTO facets (number, kind, value) VALUES (?, ?, ?)", (facets[key], kind, value))
    return facets[key]


start = datetime.datetime(2019, 1, 1)
rows = {name: [] for name in ("items", "item_sources", "tags", "verdicts", "queue", "queue_facets", "queue_words")}
statements = {
    "items": "INSERT INTO items (id, feed, title, address, canonical, content, content_key, date, first_seen, revision,"
    " tagged_by, state, licence_key, page_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 'terms-bench', ?, '', ?)",
    "item_sources": "INSERT INTO item_sources (feed, source_key, item, address, first_seen, last_seen, origin, listed)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
    "tags": "INSERT INTO tags (item, topic, author, confidence, evidence, model) VALUES (?, ?, 'machine', ?, ?, 'terms-bench')",
    "verdicts": "INSERT INTO verdicts (number, action, item, decision, content, decided, author, revision)"
    " VALUES (?, ?, ?, ?, ?, ?, 'Ada', 1)",
    "queue": "INSERT INTO queue VALUES (?, ?, ?, ?, ?, ?, ?, '', ?)",
    "queue_facets": "INSERT INTO queue_facets VALUES (?, ?, ?, ?, ?, ?)",
    "queue_words": "INSERT INTO queue_words (rowid, title, text) VALUES (?, ?, ?)",
}


def flush():
    for name, statement in statements.items():
        db.executemany(statement, rows[name])
        rows[name].clear()


for number in range(1, count + 1):
    digest = hashlib.sha256(f"item {number}".encode()).hexdigest()
    item, (feed, source, licence) = f"i{digest[:16]}", rng.choices(feeds, cum_weights=feed_weights)[0]
    title = " ".join(rng.choices(words, cum_weights=weights, k=rng.randint(4, 10))).capitalize()
    sentences = rng.randint(4, 20)
    text = " ".join(
        " ".join(rng.choices(words, cum_weights=weights, k=12)).capitalize() + "." for _ in range(sentences)
    )
    moment = start + datetime.timedelta(seconds=number * (7 * 365 * 86_400 // count) + rng.randint(0, 86_400))
    date = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    address = f"https://{feed}.example.org/{number}/"
    content = {
        "address": address, "categories": [], "credit": {"authors": [f"Author {number % 5000}"]},
        "dates": {"published": date}, "identity": {"feed": feed, "key": str(number), "kind": "guid"},
        "text": {"body": text, "language": "en", "summary": text[:200]}, "title": title,
    }
    state = rng.choices(["waiting", "rejected", "approved", "held"], [70, 20, 8, 2])[0]
    chosen = [] if rng.random() < 0.25 else list(
        dict.fromkeys(rng.choices(topics, cum_weights=topic_weights, k=rng.choice([1, 1, 2, 3])))
    )
    sure = [round(rng.uniform(0.4, 0.99), 3) for _ in chosen]
    confidence, usefulness = max(sure, default=0.0), round(rng.betavariate(1.2, 6), 3)
    rows["items"].append((item, feed, title, address, address[8:], json.dumps(content), digest[16:32], date, date, state, address[8:]))
    rows["item_sources"].append((feed, f"guid:{number}", item, address, date, date, item))
    for topic, confident in zip(chosen, sure):
        word = rng.choice(text.split()[:12]).strip(".")
        evidence = [{"count": 1, "kind": "term", "place": "text", "term": word, "weight": 1, "words": word}]
        rows["tags"].append((item, topic, confident, json.dumps(evidence)))
    kinds = [("topic", topic) for topic in chosen or [""]] + [("source", feed), ("licence", licence)]
    if state != "waiting":
        decision = {"rejected": "reject", "approved": "approve", "held": "hold"}[state]
        fit = {"audiences": ["board"], "stage": "awareness"} if state == "approved" else {"audiences": []}
        if state == "approved":
            kinds += [("audience", "board"), ("stage", "awareness")]
        verdict = {
            "by": {"isRule": False, "name": "Ada", "time": date}, "decision": decision, "fit": fit, "item": item,
            "note": "no", "topics": chosen if state == "approved" else [], "why": "It helps." if state == "approved" else "",
        }
        rows["verdicts"].append((number, number, item, decision, json.dumps(verdict), date))
    rows["queue"].append((number, item, state, usefulness, "wanted: a topic (2 approved)", confidence, date, feed))
    for kind, value in kinds:
        rows["queue_facets"].append((number, facet(kind, value), state, usefulness, confidence, date))
    rows["queue_words"].append((number, title, text))
    if number % 5_000 == 0:
        flush()
    if number % 100_000 == 0:
        db.execute("COMMIT")
        db.execute("BEGIN")
        print(f"{number} items", file=sys.stderr, flush=True)
flush()
db.execute("UPDATE queue_numbers SET next = ?", (count + 1,))
db.execute("DELETE FROM queue_stale")
db.execute("COMMIT")
db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
