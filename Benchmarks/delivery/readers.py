#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Adds made-up subscribers to the store of a library, in bulk.

    readers.py STORE NEWSLETTER COUNT

The rows are those that Cairn itself would have written for people whose consent was given elsewhere.
"""
import hashlib
import hmac
import sqlite3
import sys

path, newsletter, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
db = sqlite3.connect(path)
secret = db.execute("SELECT secret FROM link_keys WHERE name = 'subscribers'").fetchone()[0].encode()
choices = '{"onlyUnread":false,"rhythm":"issue","topics":[]}'


def rows():
    for number in range(count):
        address = f"reader{number:06d}@example.com"
        key = hmac.new(secret, f"address {address}".encode(), hashlib.sha256).hexdigest()
        name = "s" + hashlib.sha256(address.encode()).hexdigest()[:16]
        yield name, newsletter, address, key, "confirmed", "2026-11-01T00:00:00Z", choices


db.executemany(
    "INSERT INTO subscribers (id, newsletter, address, address_key, state, since, choices) VALUES (?, ?, ?, ?, ?, ?, ?)",
    rows())
db.commit()
