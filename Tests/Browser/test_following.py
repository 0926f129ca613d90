# SPDX-License-Identifier: MIT
"""Leaders follow a path: from asking to the record, on two devices, through an edit of the path; what they write is theirs."""

import json
import re
import time

from playwright.sync_api import expect

from reading import approve, ask, come_in, everything, invite, newest_letter, way
from test_screens import LOOKS

PATH = "board-essentials"
NEW_STEP = """  - id: who-is-missing
    topic: digital-inclusion
    minutes: 20
    words: Look for those who do not come.
"""


def reload_until(page, words):
    """Loads a page again until it says some words: the files of a library are looked at once a second."""
    end = time.monotonic() + 20
    while words not in page.get_by_role("main").inner_text():
        assert time.monotonic() < end, f"it never said: {words}"
        page.reload()


def line(page, number):
    return page.get_by_role("listitem").filter(has=page.locator("form")).nth(number - 1)


def test_from_asking_to_the_record(room, scripts):
    phone = room.visitor(scripts, **LOOKS["phone"])
    phone.goto(f"/reading/paths/{PATH}")
    phone.get_by_role("button", name="Send me a link").click()
    expect(phone.get_by_role("alert")).to_contain_text("Enter a mail address")
    phone.get_by_label("Your mail address").fill("ada@example.org")
    assert phone.get_by_label("Which path").input_value() == PATH
    phone.get_by_role("button", name="Send me a link").click()
    letter = newest_letter(room)
    assert letter["to"] == "ada@example.org" and "Board essentials" in letter["subject"]
    phone.goto(way(letter["text"], "/reading/enter/"))
    assert ask(room, "SELECT * FROM readers") == []
    phone.get_by_role("button", name="Yes, let me in").click()
    main = phone.get_by_role("main")
    expect(main).to_contain_text("8 steps, about 4 hours in all. Take your time.")
    line(phone, 1).get_by_role("button", name="Done").click()
    line(phone, 2).get_by_role("button", name="I know this").click()
    expect(main).to_contain_text("2 of 8 steps: 1 done, 1 known before. About 3 hours are left.")

    # The same on another device, and back.
    laptop = room.visitor(scripts)
    come_in(room, laptop, "ada@example.org")
    expect(laptop.get_by_role("main")).to_contain_text("2 of 8 steps: 1 done, 1 known before.")
    laptop.get_by_role("link", name="Board essentials").click()
    line(laptop, 3).get_by_role("button", name="Done").click()
    phone.reload()
    expect(main).to_contain_text("3 of 8 steps: 2 done, 1 known before.")

    # Three questions, and a next step that says why.
    phone.get_by_role("link", name="Answer three questions").click()
    phone.get_by_label("40 minutes").check()
    phone.get_by_role("button", name="Save").click()
    phone.goto(f"/reading/paths/{PATH}")
    expect(main).to_contain_text("no longer than the 40 minutes that you have")

    # Somebody edits the path: a step that was done goes to the end, one goes, one is new.
    file = room.library / "curated" / "paths" / f"{PATH}.md"
    front, words = file.read_text().split("\nnext:", 1)
    head, *steps = re.split(r"(?m)^(?=  - id: )", front + "\n")
    assert len(steps) == 8
    file.write_text(head + NEW_STEP + "".join(steps[1:7]) + steps[0] + "next:" + words)
    reload_until(phone, "This path has changed")
    expect(main).to_contain_text("3 of 8 steps: 2 done, 1 known before.")
    expect(phone.get_by_role("region", name="This path has changed").get_by_role("listitem")).to_have_count(1)
    expect(line(phone, 8).get_by_role("button")).to_have_text(re.compile("Not yet after all"))
    phone.get_by_role("button", name="I have seen it").click()
    expect(main).not_to_contain_text("This path has changed")
    laptop.reload()
    expect(laptop.get_by_role("main")).not_to_contain_text("This path has changed")

    # To the end, by steps that were not marked yet.
    for number in range(4, 9):
        phone.get_by_role("button", name="Done").first.click()
        expect(main).to_contain_text(f"{number} of 8 steps:")
    phone.get_by_role("link", name="Your record of this path").click()
    expect(main).to_contain_text("completed")
    room.picture(phone, f"room-record-{'scripts' if scripts else 'plain'}")
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Take it along (Markdown)").click()
    text = download.value.path().read_text()
    assert text.startswith("# Board essentials") and text.count("\n- ") >= 8
    # A break is taken and ended.
    phone.goto(f"/reading/paths/{PATH}")
    phone.get_by_role("button", name="Take a break").click()
    expect(main).to_contain_text("You are taking a break")
    phone.get_by_role("button", name="Go on").click()
    expect(main).not_to_contain_text("You are taking a break")


def test_what_readers_say_is_counted_and_what_they_write_is_theirs(room, scripts):
    item = approve(room, "what-digital-means", 1)[0]
    ada, bo = room.visitor(scripts), room.visitor(scripts)
    come_in(room, ada, "ada@example.org", PATH)
    come_in(room, bo, "bo@example.org", PATH)
    step = f"/reading/paths/{PATH}/steps/words-first"
    ada.goto(step)
    ada.get_by_label("Useful", exact=True).check()
    ada.get_by_label("Why, in a word").fill("clear <b>")
    ada.get_by_role("button", name="Say so").click()
    assert ada.get_by_label("Useful", exact=True).is_checked()
    bo.goto(step)
    bo.get_by_label("Not useful").check()
    bo.get_by_role("button", name="Say so").click()
    said = room.cairn("reader", "opinions", "--json")
    opinion = next(count for count in json.loads(said) if count["item"] == item)
    assert (opinion["useful"], opinion["useless"], opinion["words"]) == (1, 1, ["clear <b>"])
    assert "example.org" not in "".join(opinion["words"]) and "ada@" not in said

    # An answer is for its writer alone.
    ada.get_by_role("textbox").nth(1).fill("We have no plan, and\nI have not said so.")
    ada.get_by_role("button", name="Save what I wrote").click()
    assert ada.get_by_role("textbox").nth(1).input_value() == "We have no plan, and\nI have not said so."
    for page in (step, f"/reading/paths/{PATH}", "/reading", "/reading/own"):
        bo.goto(page)
        assert "no plan" not in bo.content(), page
    assert "no plan" not in room.cairn("reader", "totals", "--json")
    desk = room.curator()
    for page in ("/desk", f"/desk/items/{item}", "/desk/works/paths/board-essentials", "/desk/audit"):
        desk.goto(page)
        assert "no plan" not in desk.content() and "ada@example.org" not in desk.content(), page


def test_all_of_it_is_taken_along_and_erased(room, scripts):
    approve(room, "what-digital-means", 1)
    page = room.visitor(scripts)
    come_in(room, page, "ada@example.org", PATH)
    page.get_by_role("button", name="Done").first.click()
    page.goto(f"/reading/paths/{PATH}/steps/words-first")
    page.get_by_label("Useful", exact=True).check()
    page.get_by_label("Why, in a word").fill("plainspoken")
    page.get_by_role("button", name="Say so").click()
    page.get_by_role("textbox").nth(1).fill("A thought of mine.")
    page.get_by_role("button", name="Save what I wrote").click()
    page.goto("/reading/own")
    expect(page.get_by_role("main")).to_contain_text("A thought of mine.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Take all of it along").click()
    record = json.loads(download.value.path().read_text())
    assert record["address"] == "ada@example.org"
    assert "A thought of mine." in json.dumps(record) and "plainspoken" in json.dumps(record)

    page.get_by_role("button", name="Erase").click()
    if not scripts:
        # Browsers insist on the tick by themselves; without that, the page does.
        expect(page.get_by_role("main")).to_contain_text("A thought of mine.")
    page.get_by_label("Yes, erase all of it").check()
    page.get_by_role("button", name="Erase").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All of it is erased")
    expect(page.get_by_role("main")).to_contain_text("Copies of the database that were made before are kept for a while")
    kept = everything(room)
    for words in ("ada@example.org", "A thought of mine.", "plainspoken"):
        assert words not in kept, words
    for table in ("readers", "reader_links", "reader_sessions", "followings", "step_marks", "reflections", "opinions"):
        assert ask(room, f"SELECT COUNT(*) FROM {table}") == [(0,)], table
    page.goto("/reading")
    expect(page.get_by_role("button", name="Send me a link")).to_be_visible()


def test_a_group_sees_totals_and_those_who_want_to_be_seen(room, scripts):
    invitation = invite(room, PATH)
    stranger = room.visitor(scripts)
    stranger.goto(invitation)
    expect(stranger.get_by_role("main")).to_contain_text("You are invited to follow “Board essentials” together with others.")
    pages = {}
    for name in ("ada", "bo", "cy"):
        page = pages[name] = room.visitor(scripts)
        come_in(room, page, f"{name}@example.org", PATH)
        page.get_by_role("button", name="Done").first.click()
        page.goto(invitation)
        if name == "ada":
            page.get_by_label("Your name").fill("Ada <i>Example")
        page.get_by_role("button", name="Join the group").click()
    main = pages["bo"].get_by_role("main")
    # Two were in it when Bo came.
    expect(main).to_contain_text("In a smaller group that would tell of single people.")
    pages["bo"].reload()
    expect(main).to_contain_text("3 people are in this group.")
    expect(main).to_contain_text("3 done, 0 known before")
    expect(main).to_contain_text("Ada <i>Example")
    room.picture(pages["bo"], f"room-group-seen-{'scripts' if scripts else 'plain'}")
    for page in pages.values():
        assert "example.org" not in page.get_by_role("main").inner_text()
    # Consent is taken back at once, and whoever leaves is counted no more.
    pages["ada"].get_by_label("Your name").fill("")
    pages["ada"].get_by_role("button", name="Save").click()
    pages["bo"].reload()
    expect(main).not_to_contain_text("Ada")
    pages["cy"].get_by_role("button", name="Leave the group").click()
    pages["bo"].reload()
    expect(main).to_contain_text("2 people are in this group.")
    expect(main).not_to_contain_text("3 done")
