# SPDX-License-Identifier: MIT
"""Readers in front of the reading room: what was mailed to them, and what the database keeps of them."""

import contextlib
import datetime
import json
import sqlite3
import urllib.parse

# Letters are queued and stay there: nobody answers at that port.
MAIL = {
    "CAIRN_BASE_URL": "https://learn.example.org/",
    "CAIRN_MAIL_SERVER": "127.0.0.1:9",
    "CAIRN_MAIL_SECURITY": "none",
    "CAIRN_MAIL_FROM": "News <news@example.org>",
}

# A programme of learning sets; its days are ahead whenever this runs.
PROGRAMME = """---
id: spring
title: Spring sets
time_zone: Europe/London
offers:
  - {{id: leeds-general, place: Leeds, focus: general, date: {first}, slots: ["10:00-12:00", "13:00-15:00"], facilitator: Bea Facilitator}}
  - {{id: york-outcomes, place: York, focus: "outcomes <b>&", date: {second}, slots: ["15:00-17:00"], level: same}}
resources: [{{kind: facilitator-and-room, per: place, capacity_per_slot: 1}}]
---

Six people, **one** question at a time.
"""


def ask(desk, question):
    """The rows that a question to the database brings."""
    with contextlib.closing(sqlite3.connect(desk.library / "cairn.sqlite")) as database:
        return database.execute(question).fetchall()


def everything(desk):
    """All that stands in the database, as one text."""
    with contextlib.closing(sqlite3.connect(desk.library / "cairn.sqlite")) as database:
        return "\n".join(database.iterdump())


def newest_letter(desk):
    return json.loads(ask(desk, "SELECT letter FROM deliveries ORDER BY rowid DESC LIMIT 1")[0][0])


def way(text, holding):
    """The path of the address in a mail that holds some words."""
    return urllib.parse.urlsplit(next(word for word in text.split() if holding in word)).path


def offer_sets(desk, *how):
    """Puts a programme of learning sets into the library, and opens it."""
    today = datetime.date.today()
    days = {"first": today + datetime.timedelta(60), "second": today + datetime.timedelta(75)}
    folder = desk.library / "curated" / "sets"
    folder.mkdir(exist_ok=True)
    (folder / "spring.md").write_text(PROGRAMME.format(**days))
    desk.cairn("set", "open", "spring", *how)


def approve(desk, topic, count):
    """Approves some items for a topic; their ids."""
    items = [json.loads(line) for line in desk.cairn("item", "list", "--limit", "40", "--json").splitlines()]
    ids = [item["id"] for item in items if "stories.example.org" in (item.get("url") or "")][:count]
    desk.cairn("review", "approve", *ids, "--topic", topic, "--why", "It helps a board.")
    return ids


def come_in(desk, page, address, path=None):
    """Comes in as a reader, by a mailed link."""
    page.goto("/reading")
    if path:
        page.get_by_label("Which path").select_option(path)
    page.get_by_label("Your mail address").fill(address)
    page.get_by_role("button", name="Send me a link").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Please look into your mail"
    letter = newest_letter(desk)
    assert letter["to"] == address
    page.goto(way(letter["text"], "/reading/enter/"))
    page.get_by_role("button", name="Yes, let me in").click()


def invite(desk, path):
    """Makes a group that follows a path; the path of the address by which people join."""
    made = json.loads(desk.cairn("group", "add", "Leaders <b>& friends", "--path", path, "--json"))
    return urllib.parse.urlsplit(made["invitation"]).path
