# SPDX-License-Identifier: MIT
"""Two curators at one item."""

import re

from playwright.sync_api import expect


def first_item(page):
    page.goto("/desk/queue")
    return page.locator("[data-row]").first.get_attribute("id").removeprefix("row-")


def test_a_claim_is_seen_and_taken_over(desk, scripts):
    ada, bob = desk.curator("Ada", scripts=scripts), desk.curator("Bob", scripts=scripts)
    item = first_item(ada)
    ada.goto(f"/desk/items/{item}")
    ada.get_by_role("button", name="Say that I am at it").click()
    expect(ada.get_by_text(re.compile("yours for [45] min"))).to_be_visible()
    bob.goto("/desk/queue")
    expect(bob.locator(f"#row-{item}")).to_contain_text(re.compile("Ada is at it, [45] min"))
    bob.goto(f"/desk/items/{item}")
    desk.picture(bob, f"claimed-{'scripts' if scripts else 'plain'}")
    bob.get_by_role("button", name="Take over").click()
    expect(bob.get_by_text(re.compile("yours for [45] min"))).to_be_visible()
    bob.get_by_role("button", name="Give it back").click()
    ada.goto(f"/desk/items/{item}")
    expect(ada.get_by_role("button", name="Say that I am at it")).to_be_visible()


def test_whoever_saves_late_sees_both_texts(desk, scripts):
    ada, bob = desk.curator("Ada", scripts=scripts), desk.curator("Bob", scripts=scripts)
    item = first_item(ada)
    for page in [ada, bob]:
        page.goto(f"/desk/items/{item}")
    why = "Why it matters to your readers' mission"
    ada.get_by_label(why).fill("Ada wrote this first.")
    ada.get_by_role("button", name="Save the draft").click()
    expect(ada.get_by_text("The draft is saved.")).to_be_visible()
    bob.get_by_label(why).fill("Bob wrote this later.")
    with bob.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 409):
        bob.get_by_role("button", name="Save the draft").click()
    expect(bob.get_by_role("heading", level=1)).to_have_text("Somebody was at it too")
    expect(bob.get_by_role("table")).to_contain_text("Ada wrote this first.")
    expect(bob.get_by_role("table")).to_contain_text("Bob wrote this later.")
    desk.picture(bob, f"conflict-{'scripts' if scripts else 'plain'}")
    # With hers in view he saves both.
    bob.get_by_label(why).fill("Ada wrote this first. Bob wrote this later.")
    bob.get_by_role("button", name="Save mine as the draft").click()
    expect(bob.get_by_text("The draft is saved.")).to_be_visible()
    ada.goto(f"/desk/items/{item}")
    expect(ada.get_by_label(why)).to_have_value("Ada wrote this first. Bob wrote this later.")


def test_a_draft_saves_itself(desk):
    page = desk.curator()
    item = first_item(page)
    page.goto(f"/desk/items/{item}")
    page.get_by_label("Why it matters to your readers' mission").fill("Written, not sent.")
    expect(page.locator("#draft-state")).to_have_text("The draft is saved.")
    page.reload()
    expect(page.get_by_label("Why it matters to your readers' mission")).to_have_value("Written, not sent.")


def test_a_decision_on_what_somebody_else_decided_is_not_recorded(desk, scripts):
    ada, bob = desk.curator("Ada", scripts=scripts), desk.curator("Bob", scripts=scripts)
    item = first_item(ada)
    for page in [ada, bob]:
        page.goto(f"/desk/items/{item}")
    ada.get_by_role("button", name="Hold").click()
    with bob.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 409):
        bob.get_by_role("button", name="Reject", exact=True).click()
    expect(bob.get_by_text(re.compile("Held by Ada"))).to_be_visible()
    bob.goto(f"/desk/items/{item}/history")
    expect(bob.locator("main")).to_contain_text("Ada held it")
    expect(bob.locator("main")).not_to_contain_text("Bob rejected it")


def test_comments_are_seen_by_others(desk, scripts):
    ada, bob = desk.curator("Ada", scripts=scripts), desk.curator("Bob", scripts=scripts)
    item = first_item(ada)
    ada.goto(f"/desk/items/{item}")
    ada.get_by_label("Say something to the others").fill("Is this for <boards>?")
    ada.get_by_role("button", name="Say it").click()
    bob.goto(f"/desk/items/{item}")
    expect(bob.locator("#comments")).to_contain_text("Is this for <boards>?")
