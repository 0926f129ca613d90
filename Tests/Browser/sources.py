# SPDX-License-Identifier: MIT
"""Feeds that a test library follows: made up here, and served on this machine while they are collected."""

import datetime
import functools
import http.server
import random
import threading
from xml.sax.saxutils import escape

# A title and what the text says; the words are such that topics are found in most of them, in some none.
STORIES = [
    ("A risk register for cyber security", "Phishing and ransomware are board matters. The register names an owner for each risk."),
    ("User research on a small budget", "User research with five people a month found what a survey had not. Interviews were short."),
    ("Our digital strategy on one page", "A digital strategy that fits on one page is read. Ours names three things we stopped doing."),
    ("Open data that somebody uses", "We publish open data on our services each month, with a licence and a contact."),
    ("Digital champions in sheltered housing", "Digital champions help neighbours with devices and with confidence. Digital inclusion is slow work."),
    ("Accessibility before launch", "An accessibility audit against WCAG found forty problems. Most were in forms."),
    ("What trustees ask about artificial intelligence", "Trustees ask what artificial intelligence is for, who checks it, and what it costs."),
    ("Service design with front-line staff", "Service design sessions with staff redrew how a referral moves through the charity."),
    ("Procurement without a hundred pages", "A procurement of software in six weeks: outcomes first, requirements after."),
    ("Tea and cake in the garden", "We had tea and cake. The garden was full and the weather held."),
]

# Of these the rest of a story is made, each time others, or stories would be taken for copies of each other.
WHO = "trustees,a nurse,two librarians,the night shift,our treasurer,a carer,tenants,the youth board,a driver,volunteers,clerks,a gardener".split(",")
DID = "wrote down,threw out,asked about,counted,drew,read aloud,argued over,tried,shortened,translated,borrowed,measured".split(",")
WHAT = (
    "forty letters,the rota,one spreadsheet,a kitchen table,old minutes,the waiting list,three posters,a van,six phone calls,"
    "the budget line,a whiteboard,last winter"
).split(",")
WHERE = "in the hall,on its own,by the canal,before lunch,over two months,without a consultant,at the depot,in silence,upstairs,by post".split(",")


def rss(title, items):
    lines = [
        f"<item><guid isPermaLink='false'>{escape(key)}</guid><title>{escape(name)}</title>"
        f"<link>{escape(link)}</link><pubDate>{date}</pubDate><description>{escape(html)}</description>{more}</item>"
        for key, name, link, date, html, more in items
    ]
    return (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
        f"<title>{escape(title)}</title><link>https://stories.example.org/</link><description>Made up</description>"
        + "".join(lines) + "</channel></rss>"
    )


def stories(count):
    """A feed of so many items, the newest of today; the same each time but for its dates."""
    now = datetime.datetime.now(datetime.timezone.utc)
    chance = random.Random(7)
    items = []
    for number in range(count):
        name, words = STORIES[number % len(STORIES)]
        sentences = [
            " ".join(chance.choice(part) for part in (WHO, DID, WHAT, WHERE)).capitalize() + "." for _ in range(24)
        ]
        paragraphs = [words] + [" ".join(sentences[start : start + 6]) for start in range(0, 24, 6)]
        html = "".join(f"<p>{text}</p>" for text in paragraphs)
        date = (now - datetime.timedelta(hours=number)).strftime("%a, %d %b %Y %H:%M:%S GMT")
        title = f"{name}: {chance.choice(WHO)} and {chance.choice(WHAT)}"
        link = f"https://stories.example.org/{number}/"
        items.append((f"story-{number}", title, link, date, html, "<dc:creator>Sam Field</dc:creator>"))
    return rss("Stories from the field", items)


# What a hostile source says in every field; none of it may ever run or load.
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>{{me}}'


def hostile():
    """A feed that tries to run scripts from each of its fields."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%a, %d %b %Y %H:%M:%S GMT")
    more = f"<dc:creator>{escape(HOSTILE)}</dc:creator><category>{escape(HOSTILE)}</category><dc:rights>{escape(HOSTILE)}</dc:rights>"
    html = f"<p onclick='alert(3)'>Risk and phishing.</p><svg onload=alert(4)></svg><iframe src='javascript:alert(5)'></iframe>{HOSTILE}"
    items = [
        ("bad-1", "A hostile item " + HOSTILE, "javascript:alert(6)", now, html, more),
        ("bad-2", "A hostile link", "https://bad.example.org/?\"><script>alert(7)</script>", now, html, more),
    ]
    return rss("Hostile " + HOSTILE, items)


class Sources:
    """Serves documents by their paths while it is entered: `with Sources({"/a": text}) as sources: sources.url("/a")`."""

    def __init__(self, documents):
        self.documents = documents

    def __enter__(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Answer, self.documents))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self):
        return f"127.0.0.1:{self.server.server_port}"

    def url(self, path):
        return f"http://{self.address}{path}"


class Answer(http.server.BaseHTTPRequestHandler):
    def __init__(self, documents, *rest):
        self.documents = documents
        super().__init__(*rest)

    def do_GET(self):
        text = self.documents.get(self.path)
        body = (text or "nothing here").encode()
        self.send_response(200 if text else 404)
        kind = "text/html" if (text or "").startswith("<!doctype html>") else "application/rss+xml"
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass
