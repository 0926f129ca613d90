# SPDX-License-Identifier: MIT
"""A person without a browser: keeps cookies and sends forms as pages have them."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request


class Person:
    def __init__(self, url):
        self.url, self.page = url, ""
        # The cookie is for TLS or this machine; the jar knows only the first unless it is told.
        jar = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https")))
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    @classmethod
    def signed_in(cls, desk, name="Ada", role="curator"):
        person, link = cls(desk.url), desk.link(name, role)
        person.get(link)
        person.post(link)
        return person

    def get(self, path):
        """The status; the page is kept in `page`."""
        return self.send(urllib.request.Request(urllib.parse.urljoin(self.url, path)))

    def post(self, path, *fields):
        proof = re.search(r'name="csrf" value="([^"]*)"', self.page)[1]
        body = urllib.parse.urlencode([*fields, ("csrf", proof)]).encode()
        origin = {"Origin": self.url.rstrip("/")}
        return self.send(urllib.request.Request(urllib.parse.urljoin(self.url, path), body, origin))

    def send(self, request):
        try:
            with self.opener.open(request, timeout=60) as answer:
                page, status = answer.read().decode(), answer.status
        except urllib.error.HTTPError as error:
            page, status = error.read().decode(), error.code
        # What has no form keeps the proof of the page before.
        if 'name="csrf"' in page or status < 400:
            self.page = page
        self.said = page
        return status

    def items(self):
        """The items of the queue, as many as it shows."""
        self.get("/desk/queue")
        return re.findall(r'id="row-(i[0-9a-f]+)"', self.page)
