# SPDX-License-Identifier: MIT
"""Every page in light, dark and on a phone: a picture of each, nothing sticks out, axe finds nothing (WCAG 2.2 AA), what has the focus
shows it, and without scripts all is there."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

import plain
from desk import RULES, Desk, copy_library
from screens import PAGES
from test_together import first_item

LOOKS = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 740}, "color_scheme": "light", "has_touch": True},
}

# What tells an element with the focus from the same without it.
LOOK = """element => { const look = getComputedStyle(element);
return [look.outlineStyle, look.outlineWidth, look.boxShadow, look.backgroundColor, look.borderColor, look.textDecoration].join(); }"""
# Elements of a page that are looked at with the focus; more of one page are alike.
FOCUSED = 40


def without_focus(page):
    """The elements that do not show that they have the focus, by the keyboard from the start of the page."""
    found, seen = [], set()
    for _ in range(FOCUSED):
        page.keyboard.press("Tab")
        element = page.evaluate_handle("document.activeElement").as_element()
        name = element and page.evaluate("e => e === document.body ? null : e.tagName + '#' + e.id + ' ' + e.textContent.slice(0, 30)", element)
        place = name and page.evaluate("e => [...document.querySelectorAll('*')].indexOf(e)", element)
        if not name or place in seen:
            break
        seen.add(place)
        focused = page.evaluate(LOOK, element)
        page.evaluate("e => e.blur()", element)
        if page.evaluate(LOOK, element) == focused:
            found.append(name)
        page.evaluate("e => e.focus()", element)
    return found


@pytest.fixture(scope="module")
def screens(prepared, browser, tmp_path_factory):
    """One desk for all pictures, as nothing is changed, and a page for each look."""
    desk = Desk(copy_library(prepared, tmp_path_factory.mktemp("screens") / "library"), browser).start()
    pages = {look: desk.curator(f"Ida {look}", "administrator", **options) for look, options in LOOKS.items()}
    item = first_item(pages["light"])
    pages["light"].goto("/desk/queue?topic=digital-strategy")
    rows = [row.get_attribute("id").removeprefix("row-") for row in pages["light"].locator("[data-row]").all()[:3]]
    desk.cairn("review", "approve", *rows, "--topic", "digital-strategy", "--why", "It helps a board.")
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
        assert plain.problems(answer.text()) == []
    desk.picture(page, f"{name}-{look}")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= LOOKS[look]["viewport"]["width"], f"it is {width} wide"
    # The phone has the colours of the light look, and what is on the page is the same.
    if look == "light":
        assert without_focus(page) == []
    else:
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
    assert desk.complaints == []
