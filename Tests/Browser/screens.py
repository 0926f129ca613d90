# SPDX-License-Identifier: MIT
"""Every page of the desk, to be looked at by eyes and by axe: add a new page here, by its name.

A path may hold `{item}`, the id of the first item of the queue, and `{feed}`, that of the first source. Whoever looks is an administrator;
three items are approved for the first pack.
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
    "work-path": "desk/works/paths/board-essentials",
    "work-issue": "desk/works/issues/digital-leaders-monthly",
    "work-preview": "desk/works/packs/ready-for-the-board/preview",
    "pack-new": "desk/works/new/packs",
    "pack-definition": "desk/works/packs/ready-for-the-board/definition",
    "path-definition": "desk/works/paths/board-essentials/definition",
    "newsletter-definition": "desk/works/issues/digital-leaders-monthly/definition",
    "queue-in-hand": "desk/queue?state=any&hand=packs%2Fready-for-the-board",
    "people": "desk/people",
    "welcome": "desk/welcome",
    "account": "desk/account",
    "audit": "desk/audit",
    "audit-filtered": "desk/audit?action=signed+in&from=2026-01-01",
    "keys": "desk/keys",
    "nothing-here": "desk/none",
}
