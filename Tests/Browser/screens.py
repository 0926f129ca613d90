# SPDX-License-Identifier: MIT
"""Every page of the desk, to be looked at by eyes and by axe: add a new page here, by its name.

A path may hold `{item}`, the id of the first item of the queue, and `{feed}`, that of the first source. Whoever looks is an administrator.
"""

PAGES = {
    "home": "desk",
    "queue": "desk/queue",
    "queue-filtered": "desk/queue?topic=cyber-security&state=any&order=newest",
    "queue-empty": "desk/queue?q=nowhere",
    "item": "desk/items/{item}",
    "history": "desk/items/{item}/history",
    "sources": "desk/sources",
    "source": "desk/sources/{feed}",
    "source-add": "desk/sources/add",
    "rules": "desk/rules",
    "rule-new": "desk/rules/new",
    "topics": "desk/topics",
    "topic": "desk/topics/cyber-security",
    "topic-split": "desk/topics/cyber-security/split",
    "topic-merge": "desk/topics/cyber-security/merge",
    "works": "desk/works",
    "work": "desk/works/packs/ready-for-the-board",
    "people": "desk/people",
    "account": "desk/account",
    "audit": "desk/audit",
    "audit-filtered": "desk/audit?action=signed+in&from=2026-01-01",
    "keys": "desk/keys",
    "nothing-here": "desk/none",
}
