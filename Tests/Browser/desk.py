# SPDX-License-Identifier: MIT
"""A desk with a library of its own, served by the real binary, and curators in front of it."""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import urllib.parse
import urllib.request
from xml.sax.saxutils import quoteattr

from axe_playwright_python.sync_playwright import Axe

import plain

CAIRN = os.environ["CAIRN"]
# What axe looks for: WCAG 2.2, A and AA, and best practice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Nothing of a library leads out of this machine.
QUIET = {"CAIRN_FETCH_PAUSE": "0", "CAIRN_ENRICH_WORDS": "0", "CAIRN_LINKS_DAYS": "0"}


def cairn(library, *arguments, **variables):
    """Runs a command in a library and returns what it says."""
    environment = {**os.environ, **QUIET, "HOME": str(library), **variables}
    done = subprocess.run(
        [CAIRN, "--library", str(library), *arguments], env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode in (0, 1), f"cairn {' '.join(arguments)}: {done.stderr}"
    return done.stdout


def make_library(folder, sources):
    """A library by `cairn init --sample` that has collected and sorted what the sources say."""
    subprocess.run([CAIRN, "init", "--sample", str(folder)], check=True, capture_output=True, timeout=120)
    outlines = "".join(
        f'<outline type="rss" text={quoteattr(path.strip("/"))} xmlUrl="{sources.url(path)}"/>' for path in sources.documents
    )
    (folder / "feeds" / "team.opml").write_text(f'<opml version="2.0"><head><title>Team</title></head><body>{outlines}</body></opml>')
    cairn(
        folder, "collect", "--quiet", CAIRN_FETCH_ALLOW_ADDRESSES=sources.address, CAIRN_FETCH_FIRST_POLL_LIMIT="1000"
    )
    cairn(folder, "classify", "--quiet")


class Desk:
    """A library that is being served."""

    def __init__(self, library, browser, **variables):
        self.library = pathlib.Path(library)
        self.browser = browser
        self.variables = variables
        self.process = None
        self.log_file = self.library / "serve.log"
        self.contexts = []
        #: What browsers complained of: scripts that were refused, errors in scripts, answers of 500 and above.
        self.complaints = []

    def start(self):
        environment = {**os.environ, **QUIET, "HOME": str(self.library), **self.variables}
        self.log = open(self.log_file, "ab")
        self.process = subprocess.Popen(
            [CAIRN, "--library", str(self.library), "--json", "serve", "--port", "0"],
            env=environment, stdout=subprocess.PIPE, stderr=self.log, text=True,
        )
        line = self.process.stdout.readline()
        assert line, f"the desk did not start: {self.log_text()}"
        said = json.loads(line)
        self.url, self.first_link = said["url"], said.get("sign_in_link")
        return self

    def stop(self, how=signal.SIGTERM):
        if self.process:
            self.process.send_signal(how)
            self.process.wait(timeout=20)
            self.process.stdout.close()
            self.log.close()
            self.process = None

    def log_text(self):
        return self.log_file.read_text(errors="replace")

    def cairn(self, *arguments):
        return cairn(self.library, *arguments, **self.variables)

    def close(self):
        for context in self.contexts:
            context.close()
        self.stop()

    # Browsers

    def visitor(self, scripts=True, **options):
        """A page in a browser of its own in which nobody is signed in."""
        context = self.browser.new_context(base_url=self.url, java_script_enabled=scripts, **options)
        context.set_default_timeout(20_000)
        context.on("console", lambda message: message.type == "error" and self.complain(message.text))
        context.on("weberror", lambda error: self.complain(str(error.error)))
        context.on("dialog", lambda dialog: (self.complain(f"a dialog: {dialog.message}"), dialog.dismiss()))
        context.on("response", lambda answer: answer.status >= 500 and self.complain(f"{answer.status} {answer.url}"))
        context.on("request", lambda request: self.look_at(request.url))
        self.contexts.append(context)
        return context.new_page()

    def complain(self, words):
        # A page that says 409, 422 or 404 says it to the console too.
        if not words.startswith("Failed to load resource: the server responded with a status of 4"):
            self.complaints.append(words)

    def look_at(self, url):
        if not url.startswith((self.url, "about:", "data:")):
            self.complaints.append(f"a page asked for {url}")

    def link(self, name, role="curator"):
        """A one-time link for a new person."""
        said = json.loads(self.cairn("user", "add", name, "--role", role, "--json"))
        return urllib.parse.urlsplit(said["link"]).path

    def curator(self, name="Ada", role="curator", scripts=True, **options):
        """A page in a browser of its own in which a new person is signed in."""
        page = self.visitor(scripts, **options)
        page.goto(self.link(name, role))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/desk/welcome")
        return page

    def picture(self, page, name):
        """Keeps a picture of a page, to be looked at."""
        size = page.viewport_size
        height = min(page.evaluate("document.documentElement.scrollHeight"), 2 * size["width"])
        path = os.path.join(os.environ["SCREENSHOTS"], name + ".png")
        # Pages behind forms, which no list of addresses leads to, are looked at by the checks where a test comes by.
        if name.endswith("-plain"):
            self.keep(page.content(), name)
            assert plain.problems(page.content()) == []
        # axe needs scripts.
        if name.endswith("-scripts"):
            found = Axe().run(page, options=RULES)
            assert found.violations_count == 0, found.generate_report()
        page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": size["width"], "height": height})

    def keep(self, html, name):
        """Keeps a page as a file with its style sheets beside it, for checkers that read files."""
        folder = pathlib.Path(os.environ["SCREENSHOTS"]).parent / "pages"
        for file in re.findall(r'(?:href|src)="/((?:desk|reading)/\w+\.(?:css|js))\?', html):
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            with urllib.request.urlopen(self.url + file) as answer:
                (folder / file).write_bytes(answer.read())
        html = re.sub(r'((?:href|src)=")/((?:desk|reading)/\w+\.(?:css|js))\?[^"]*"', r'\1\2"', html)
        (folder / f"{name}.html").write_text(html)


def copy_library(source, target):
    shutil.copytree(source, target)
    return target
