# SPDX-License-Identifier: MIT
"""What a page must have to be of use without scripts and without eyes; said of its HTML as it comes from the desk."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """Collects what is wrong with a page in `problems`."""

    def __init__(self, html):
        super().__init__()
        self.problems, self.controls, self.labels, self.open = [], [], set(), []
        self.counts = {"h1": 0, "main": 0, "title": 0}
        self.form, self.first_link, self.pictures = None, None, 0
        self.feed(html)
        self.close()
        for name, count in self.counts.items():
            if count != 1:
                self.problems.append(f"{count} {name}")
        if not (self.first_link or "").startswith("#"):
            self.problems.append("the first link does not skip to the content")
        self.problems += [f"no label for {name}" for name, id in self.controls if id not in self.labels]

    def handle_starttag(self, tag, pairs):
        given = dict(pairs)
        self.pictures += tag == "svg"
        # A picture has titles of its own.
        if tag in self.counts and not self.pictures:
            self.counts[tag] += 1
        if tag == "html" and not given.get("lang"):
            self.problems.append("no language")
        self.problems += [f"<{tag} {name}>" for name in given if name.startswith("on") or name == "style"]
        if tag == "a":
            self.first_link = self.first_link or given.get("href", "")
            if given.get("href") in (None, "", "#"):
                self.problems.append("a link that leads nowhere")
        if tag == "label":
            self.open.append(given.get("for"))
            self.labels.add(given.get("for"))
        if tag == "form":
            self.form = {"action": given.get("action"), "id": given.get("id"), "posts": given.get("method", "get").lower() == "post"}
            if not given.get("action"):
                self.problems.append("a form without an action")
        if self.form and tag == "button" and given.get("type", "submit") == "submit":
            self.form["sends"] = True
        if self.form and given.get("name") == "csrf":
            self.form["proof"] = True
        hidden = given.get("type") in ("hidden", "submit", "button")
        if tag in ("input", "select", "textarea") and not hidden:
            if given.get("aria-invalid") == "true" and not given.get("aria-describedby"):
                self.problems.append(f"{given.get('name')} is wrong, and nothing says why")
            # A label around it is one, too.
            if not self.open and not given.get("aria-label"):
                self.controls.append((given.get("name"), given.get("id")))

    def handle_endtag(self, tag):
        self.pictures -= tag == "svg"
        if tag == "label":
            self.open.pop()
        if tag == "form" and self.form:
            # Buttons of a form may stand elsewhere, by its id; such a form has fields or buttons beside it.
            if not self.form.get("sends") and not self.form.get("id"):
                self.problems.append(f"nothing sends the form {self.form['action']}")
            if self.form["posts"] and not self.form.get("proof"):
                self.problems.append(f"no proof in the form {self.form['action']}")
            self.form = None


def problems(html):
    """What is wrong with a page; nothing where it has no `main`, such as a document in a frame."""
    return Page(html).problems
