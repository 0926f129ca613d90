#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Twenty curators at one desk: each asks for a page, reads it for a while, asks again.

    load.py PORT LINKS SECONDS THINK

LINKS is a file with one sign-in link a line, one a curator; THINK is the mean of the seconds between two requests. Prints
a line for each kind of request: how many, and the times in milliseconds that half, 99 of 100 and all were done in.
"""
import http.client
import random
import re
import sys
import threading
import time
import urllib.parse

port, links, seconds, think = int(sys.argv[1]), open(sys.argv[2]).read().split(), float(sys.argv[3]), float(sys.argv[4])
words = "digital leadership data council strategy open risk board service".split()
topics = ["digital-strategy", "cyber-security", "open-data", "procurement", "digital-mentoring"]
times = {}
lock = threading.Lock()
failures = []


class Curator(threading.Thread):
    def __init__(self, number, link):
        super().__init__()
        self.rng, self.cookies, self.proof = random.Random(number), {}, ""
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        path = urllib.parse.urlsplit(link).path
        self.send("GET", path)
        self.send("POST", path, {})

    def send(self, method, path, form=None, kind=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            headers |= {"Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/x-www-form-urlencoded"}
            body = urllib.parse.urlencode({**form, "csrf": self.proof})
        begin = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        took = time.perf_counter() - begin
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        if found := re.search(r'name="csrf" value="([^"]*)"', text):
            self.proof = found[1]
        if kind:
            with lock:
                times.setdefault(kind, []).append(took * 1000)
                if answer.status not in (200, 303):
                    failures.append((kind, answer.status, path))
        return text

    def run(self):
        rng, end = self.rng, time.monotonic() + seconds
        time.sleep(rng.uniform(0, think))
        page = self.send("GET", "/desk/queue", kind="queue page")
        while time.monotonic() < end:
            time.sleep(rng.expovariate(1 / think) if think else 0)
            choice = rng.random()
            if choice < 0.25:
                following = re.search(r'href="/(desk/queue\?[^"]*after=[^"]*)"', page)
                path = following[1].replace("&amp;", "&") if following and rng.random() < 0.7 else "desk/queue"
                page = self.send("GET", "/" + path, kind="queue page")
            elif choice < 0.40:
                query = " ".join(rng.sample(words, rng.choice([1, 1, 2])))
                self.send("GET", "/desk/queue?q=" + urllib.parse.quote(query), kind="search")
            elif choice < 0.60:
                filters = [
                    f"topic={rng.choice(topics)}", "state=approved&audience=board", "licence=OGL-UK-3.0&order=newest",
                    "from=2025-03-01&until=2025-03-07", f"topic={rng.choice(topics)}&licence=CC-BY-4.0&sure=70",
                    "state=any&order=confidence", "topic=unsorted&order=oldest",
                ]
                self.send("GET", "/desk/queue?" + rng.choice(filters), kind="filter")
            elif items := re.findall(r'id="row-(i[0-9a-f]+)"', page):
                item = rng.choice(items)
                if choice < 0.75:
                    self.send("GET", f"/desk/items/{item}", kind="item page")
                else:
                    form = {"decision": rng.choice(["reject", "hold"]), "reason": "too thin", "at": "queue"}
                    self.send("POST", f"/desk/items/{item}/decide", form, kind="decision")
                    page = self.send("GET", "/desk/queue", kind="queue page")


curators = [Curator(number, link) for number, link in enumerate(links)]
for curator in curators:
    curator.start()
for curator in curators:
    curator.join()
for kind, found in sorted(times.items()):
    found.sort()
    middle, most = found[len(found) // 2], found[min(len(found) - 1, int(len(found) * 0.99))]
    print(f"{kind:<12} {len(found):>6}  p50 {middle:>8.1f} ms  p99 {most:>8.1f} ms  max {found[-1]:>8.1f} ms")
if failures:
    sys.exit(f"{len(failures)} requests failed, such as {failures[0]}")
