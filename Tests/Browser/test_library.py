# SPDX-License-Identifier: MIT
"""What the library is made of: its sources, rules and topics, and what readers get; with scripts and without."""

import contextlib
import re

from playwright.sync_api import expect

from desk import Desk, copy_library
from sources import Sources, stories

LIST = """<opml version="2.0"><head><title>Ours</title></head><body>
<outline text="Local"><outline text="Canal notes" xmlUrl="https://canal.example.org/feed"/>
<outline text="Depot &lt;news&gt;" xmlUrl="https://depot.example.org/feed"/><outline text="Wrong" xmlUrl="mailto:x"/></outline>
</body></opml>"""

# A preview is a whole build of the site: seconds on a busy machine. Milliseconds.
SLOW = 60_000


def look(name, scripts):
    return f"{name}-{'scripts' if scripts else 'plain'}"


def test_a_list_of_feeds_is_seen_before_it_is_added(desk, scripts):
    page = desk.curator(scripts=scripts)
    page.goto("/desk/sources")
    page.get_by_role("link", name="Add sources").click()
    page.get_by_label("The file").set_input_files(
        {"name": "our list.opml", "mimeType": "text/xml", "buffer": LIST.encode()}
    )
    page.get_by_role("button", name="See what it would bring").click()
    expect(page.locator("main")).to_contain_text("2 lines: 2 new, 0 on the list already, 1 mistake.")
    desk.picture(page, look("source-import", scripts))
    assert not (desk.library / "feeds" / "our-list.opml").exists()
    page.get_by_label("Canal notes").uncheck()
    page.get_by_role("button", name="Add the ticked ones").click()
    expect(page.get_by_role("status").first).to_contain_text("1 feed added, in feeds/our-list.opml.")
    assert "Depot &lt;news&gt;" in (desk.library / "feeds" / "our-list.opml").read_text()
    page.get_by_role("link", name="Depot <news>").click()
    page.get_by_role("button", name="Pause").click()
    expect(page.locator("main")).to_contain_text("Paused: by Ada.")
    page.get_by_role("button", name="Resume").click()
    page.get_by_text("Take it off the list").first.click()
    page.get_by_role("button", name="Take it off the list").click()
    expect(page.get_by_role("status").first).to_contain_text("is off the list")


def test_a_site_is_asked_for_its_feeds(prepared, browser, tmp_path, scripts):
    site = "<!doctype html><html lang='en'><title>Depot</title><link rel=alternate type='application/rss+xml' href='/news' title='News'>"
    with Sources({"/": site, "/news": stories(3), "/none": "<!doctype html><title>Nothing</title>"}) as sources:
        with contextlib.closing(
            Desk(copy_library(prepared, tmp_path / "library"), browser, CAIRN_FETCH_ALLOW_ADDRESSES=sources.address)
        ) as desk:
            page = desk.start().curator(scripts=scripts)
            page.goto("/desk/sources/add")
            page.get_by_role("textbox", name="Address of the site").fill(sources.url("/none"))
            page.get_by_role("button", name="Look for feeds").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("No feed was found")
            desk.picture(page, look("source-not-found", scripts))
            page.get_by_role("link", name="Look at another address").click()
            page.get_by_role("textbox", name="Address of the site").fill(sources.url("/"))
            page.get_by_role("button", name="Look for feeds").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("Sources found")
            desk.picture(page, look("source-found", scripts))
            page.get_by_role("radio", name=re.compile("Stories from the field")).check()
            page.get_by_role("button", name="Add it").click()
            expect(page.get_by_role("status").first).to_contain_text("is added")
            assert sources.url("/news") in "".join(file.read_text() for file in (desk.library / "feeds").glob("*.opml"))
            assert desk.complaints == []


def test_no_list_at_all(desk, scripts):
    page = desk.curator(scripts=scripts)
    page.goto("/desk/sources/add")
    page.get_by_role("button", name="See what it would bring").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a file, or paste its text")
    desk.picture(page, look("source-add-error", scripts))


def test_a_rule_is_tried_saved_and_taken_back(desk, scripts):
    page = desk.curator(scripts=scripts)
    page.goto("/desk/rules")
    page.get_by_role("link", name="Make a rule").click()
    page.get_by_label("What it does, in a line").fill("Cake is no news")
    page.get_by_label("one of these words stands in it").fill("tea and cake")
    page.get_by_label("it is rejected").check()
    page.get_by_label("because it is").fill("not for our readers")
    page.get_by_role("button", name="See what it would change").click()
    expect(page.locator("main")).to_contain_text(re.compile(r"Of 62 items of the last 30 days: 0 would get .* [1-9] would be rejected"))
    desk.picture(page, look("rule-tried", scripts))
    page.get_by_role("button", name="Save the rule").click()
    expect(page.get_by_role("status").first).to_contain_text("The rule is saved.")
    page.get_by_role("button", name="Apply it to those days").click()
    expect(page.get_by_role("status").first).to_contain_text("were rejected")
    desk.picture(page, look("rules-done", scripts))
    page.get_by_role("button", name=re.compile("Take it back.*Cake is no news")).click()
    expect(page.get_by_role("status").first).to_contain_text("Taken back")
    page.get_by_text("What was changed last").click()
    page.get_by_role("button", name=re.compile("Take it back.*rule made")).click()
    expect(page.locator("main")).to_contain_text("There is no rule yet.")


def test_terms_are_tried_on_past_items_before_they_are_saved(desk, scripts):
    page = desk.curator(scripts=scripts)
    page.goto("/desk/topics")
    expect(page.get_by_role("img", name="Coverage of the curriculum by stage")).to_be_visible()
    page.get_by_role("link", name="Cyber security").click()
    file = desk.library / "curated" / "curriculum" / "trust" / "cyber-security.md"
    before = file.read_text()
    terms = page.get_by_label("Terms", exact=True)
    terms.fill(terms.input_value() + "\ntea and cake\nthe garden")
    page.get_by_role("button", name="See what it would change").click()
    expect(page.locator("main")).to_contain_text(re.compile(r"Would change [1-9]\d* items? of 62"))
    desk.picture(page, look("topic-tried", scripts))
    assert file.read_text() == before
    page.get_by_role("button", name="Save the terms").click()
    expect(page.get_by_role("status").first).to_contain_text("The terms are saved.")
    assert "tea and cake, the garden]" in file.read_text()
    page.goto("/desk/topics")
    page.get_by_text("What was changed last").click()
    page.get_by_role("button", name=re.compile("Take it back.*terms of Cyber security changed")).click()
    assert file.read_text() == before


def approve(desk, page, count):
    """Approves some items with topics, by the command line."""
    page.goto("/desk/queue?topic=digital-strategy")
    rows = [row.get_attribute("id").removeprefix("row-") for row in page.locator("[data-row]").all()[:count]]
    assert len(rows) == count
    desk.cairn("review", "approve", *rows, "--topic", "digital-strategy", "--why", "It helps a board.")


def entries(page):
    return [entry.get_attribute("data-entry") for entry in page.locator("[data-entry]").all()]


def test_a_pack_is_put_together_and_seen(desk, scripts):
    page = desk.curator(scripts=scripts)
    approve(desk, page, 3)
    page.goto("/desk/works")
    page.get_by_role("link", name="Ready for the board").click()
    first, second, third = entries(page)
    page.locator("[data-entry]").first.get_by_role("button", name=re.compile("Down")).click()
    assert entries(page) == [second, first, third]
    page.locator("[data-entry]").last.get_by_role("button", name=re.compile("Take out")).click()
    assert entries(page) == [second, first]
    desk.picture(page, look("work", scripts))
    assert f"items: [{second}, {first}]" in (desk.library / "curated" / "themes" / "ready-for-the-board.md").read_text()
    page.get_by_role("link", name="See it as it will go out").click(timeout=SLOW)
    frame = page.frame_locator("iframe[title='The page']")
    expect(frame.get_by_role("heading", level=1)).to_contain_text("Ready for the board", timeout=SLOW)
    desk.picture(page, look("work-preview", scripts))
    page.get_by_text("As Markdown").click()
    expect(page.get_by_role("region", name="Markdown")).to_contain_text("# Ready for the board")


def test_a_pack_is_made_and_an_item_picked_for_it_in_the_queue(desk, scripts):
    page = desk.curator(scripts=scripts)
    approve(desk, page, 3)
    page.goto("/desk/works")
    page.get_by_role("link", name="Make a pack").click()
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a title")
    desk.picture(page, look("pack-new-error", scripts))
    page.get_by_label("Title", exact=True).fill("A first look")
    page.get_by_label("Items at the most").fill("4")
    page.get_by_label("Minutes of reading at the most").fill("30")
    page.get_by_label("Title, Section 1").fill("Begin here")
    page.get_by_role("group", name="Section 1").locator("summary").click()
    page.get_by_role("group", name="Section 1").get_by_label("Open data").check()
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("status").first).to_contain_text("“A first look” is made.")
    assert "topics: [open-data]" in (desk.library / "curated" / "themes" / "a-first-look.md").read_text()
    page.get_by_role("link", name="Pick from the queue").click()
    expect(page.locator("main")).to_contain_text("You are picking for A first look")
    desk.picture(page, look("queue-picking", scripts))
    page.get_by_role("button", name=re.compile("^Pick")).first.click()
    expect(page.get_by_role("status").first).to_contain_text("Picked for “A first look”, Begin here.")
    page.get_by_role("link", name="A first look").click()
    assert len(entries(page)) == 1


def test_items_are_moved_by_keys_and_by_dragging(desk):
    page = desk.curator()
    approve(desk, page, 3)
    page.goto("/desk/works/packs/ready-for-the-board")
    first, second, third = entries(page)
    page.keyboard.press("j")
    with page.expect_navigation(timeout=SLOW):
        page.keyboard.press("]")
    assert entries(page) == [second, first, third]
    # Both rows in view: a page that scrolls under the pressed pointer begins no drag.
    page.locator(f"#entry-{first}").evaluate("row => row.scrollIntoView({block: 'center'})")
    with page.expect_navigation(timeout=SLOW):
        page.locator(f"#entry-{third}").drag_to(page.locator(f"#entry-{second}"), target_position={"x": 40, "y": 2})
    assert entries(page) == [third, second, first]


def test_an_issue_is_drafted_seen_approved_and_published(desk, scripts):
    page = desk.curator("Pat", "publisher", scripts=scripts)
    approve(desk, page, 5)
    page.goto("/desk/works")
    page.get_by_role("link", name="Cairn monthly").click()
    page.get_by_role("button", name="Make a draft").click()
    expect(page.get_by_role("status").first).to_contain_text("Here is a draft")
    page.get_by_role("link", name="See it as it will go out").click(timeout=SLOW)
    expect(page.frame_locator("iframe[title='The mail']").locator("body")).to_contain_text("It helps a board.", timeout=SLOW)
    desk.picture(page, look("issue-preview", scripts))
    page.go_back()
    page.get_by_role("button", name="Approve the issue").click()
    expect(page.get_by_role("status").first).to_contain_text("is approved, and never changes again.")
    page.get_by_role("button", name="Publish what is approved").click(timeout=SLOW)
    expect(page.get_by_role("status").first).to_contain_text(re.compile(r"Published: .*1 issue"), timeout=SLOW)
    assert (desk.library / "curated" / "published" / "issues" / "digital-leaders-monthly" / "1.html").exists()
