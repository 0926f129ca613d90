# SPDX-License-Identifier: MIT
"""Every page in light, dark and on a phone: a picture of each, nothing sticks out, and axe finds nothing (WCAG 2.2 AA)."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from desk import Desk, copy_library
from screens import PAGES
from test_together import first_item

LOOKS = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light", "has_touch": True},
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def screens(prepared, browser, tmp_path_factory):
    """One desk for all pictures, as nothing is changed, and a page for each look."""
    desk = Desk(copy_library(prepared, tmp_path_factory.mktemp("screens") / "library"), browser).start()
    pages = {look: desk.curator(f"Ida {look}", "administrator", **options) for look, options in LOOKS.items()}
    item = first_item(pages["light"])
    feed = json.loads(desk.cairn("feed", "list", "--json").splitlines()[0])["id"]
    yield lambda look, path: (desk, pages[look], path.format(item=item, feed=feed))
    desk.close()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_page(screens, name, look):
    desk, page, path = screens(look, PAGES[name])
    desk.complaints.clear()
    answer = page.goto("/" + path)
    if look == "light":
        desk.keep(answer.text(), name)
    desk.picture(page, f"{name}-{look}")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= LOOKS[look]["viewport"]["width"], f"it is {width} wide"
    # The phone has the colours of the light look, and what is on the page is the same.
    if look != "light":
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
    assert desk.complaints == []
