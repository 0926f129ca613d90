# SPDX-License-Identifier: MIT
"""Half an hour at the queue: fifty items, by keys and by buttons, and some of it taken back."""

import re

from playwright.sync_api import expect

WHY = "It helps a board to ask better questions."


def waiting(page):
    page.goto("/desk/queue")
    return int(re.match(r"\d+", page.locator(".headline p").inner_text())[0])


def test_fifty_items_by_keys(desk):
    page = desk.curator()
    before = waiting(page)
    decided = approved = 0

    def settled():
        # One key is one decision; the next page is there when the notice says so.
        nonlocal decided
        decided += 1
        expect(page.get_by_role("status").first).to_contain_text(re.compile("Rejected|Held|Approved"))

    # In the queue: the row with the focus is the next one after each decision.
    page.keyboard.press("j")
    for key in "rrhrrrhrrr" * 2:
        focus = page.evaluate("document.activeElement.id")
        assert focus.startswith("row-"), f"after {decided} decisions the focus is on {focus!r}"
        with page.expect_navigation():
            page.keyboard.press(key)
        settled()
    # On items: write why, and approve.
    with page.expect_navigation():
        page.keyboard.press("a")
    while decided < 50:
        if page.locator("#topics input:checked").count():
            page.keyboard.press("w")
            page.keyboard.type(WHY)
            page.keyboard.press("Escape")
            with page.expect_navigation():
                page.keyboard.press("a")
            approved += 1
        else:
            with page.expect_navigation():
                page.keyboard.press("h")
        settled()
    assert approved > 10
    assert waiting(page) == before - 50

    # The last three are taken back, and what was written is there again.
    for count in range(1, 4):
        with page.expect_navigation():
            page.keyboard.press("u")
        expect(page.get_by_role("status").first).to_contain_text("Taken back")
        assert waiting(page) == before - 50 + count


def test_fifty_items_without_scripts(desk):
    page = desk.curator(scripts=False)
    before = waiting(page)
    for number in range(35):
        row = page.locator("[data-row]").first
        row.get_by_role("button", name=re.compile("Hold" if number % 3 else "Reject")).click()
        expect(page.get_by_role("status")).to_contain_text(re.compile("Rejected|Held"))
    page.locator("[data-row]").first.get_by_role("link", name=re.compile("Read and approve")).click()
    for _ in range(15):
        if page.locator("#topics input:checked").count():
            page.get_by_label("Why it matters to your readers' mission").fill(WHY)
            page.get_by_role("button", name="Approve").click()
        else:
            page.get_by_role("button", name="Hold").click()
        expect(page.get_by_role("status").first).to_contain_text(re.compile("Approved|Held"))
    assert waiting(page) == before - 50
    page.get_by_role("button", name="Take back my last decision").click()
    assert waiting(page) == before - 49


def test_many_at_once_and_back(desk, scripts):
    page = desk.curator(scripts=scripts)
    before = waiting(page)
    for box in page.locator("[data-row] input[type=checkbox]").all()[:12]:
        box.check()
    page.get_by_role("button", name="Reject…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reject 12 items?")
    desk.picture(page, f"several-{'scripts' if scripts else 'plain'}")
    assert waiting(page.context.new_page()) == before
    page.get_by_role("button", name="Reject 12 items").click()
    assert waiting(page) == before - 12
    page.get_by_role("button", name="Take back my last decision").click()
    assert waiting(page) == before


def test_letters_are_no_keys_for_whoever_turns_them_off(desk):
    page = desk.curator()
    page.goto("/desk/queue")
    page.keyboard.press("?")
    page.wait_for_url("**/desk/keys")
    page.get_by_role("button", name="Turn letters off").click()
    before = waiting(page)
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.press("?")
    assert page.url.endswith("/desk/queue")
    assert waiting(page) == before


def test_words_are_found_and_nothing_of_a_feed_runs(desk, scripts):
    page = desk.curator(scripts=scripts)
    page.goto("/desk/queue")
    page.get_by_label("Words to look for").fill("hostile")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("[data-row]")).to_have_count(2)
    expect(page.locator(".queue")).to_contain_text("{{me}}")
    desk.picture(page, f"hostile-{'scripts' if scripts else 'plain'}")
    for path in [row.get_attribute("id").removeprefix("row-") for row in page.locator("[data-row]").all()]:
        for more in ["", "/history"]:
            page.goto(f"/desk/items/{path}{more}")
            assert page.locator("main script, main img, main iframe[src^=javascript], main [onclick]").count() == 0
            assert page.locator("a[href^='javascript:']").count() == 0
