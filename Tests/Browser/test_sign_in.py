# SPDX-License-Identifier: MIT
"""The ways in and out."""

import urllib.parse

from playwright.sync_api import expect

PASSWORD = "lantern orbit teapot gravel"


def test_the_first_link_lets_the_administrator_in_once(desk, scripts):
    path = urllib.parse.urlsplit(desk.first_link).path
    page = desk.visitor(scripts)
    page.goto(path)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome")

    # Too short: said at the top, beside the field, and in the window's title.
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("alert")).to_contain_text("12 characters or more")
    expect(page).to_have_title("Error: " + page.title().removeprefix("Error: "))
    desk.picture(page, f"welcome-error-{'scripts' if scripts else 'plain'}")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    page.wait_for_url("**/desk")

    # The link is used up, for anybody.
    other = desk.visitor(scripts)
    assert other.goto(path).status == 410

    # Out, and in again by the password, back to where one wanted to go.
    name = page.locator(".who a").text_content().removeprefix("Your account: ")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/desk/people")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("Check your name and password")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/people")


def test_a_colleague_is_invited_and_shut_out(desk, scripts):
    administrator = desk.curator("Ida", "administrator", scripts)
    administrator.goto("/desk/people")
    administrator.get_by_label("Name", exact=True).fill("Bob Field")
    administrator.get_by_role("button", name="Make a link").click()
    address = administrator.get_by_label("Address").input_value()

    colleague = desk.visitor(scripts)
    colleague.goto(address)
    colleague.get_by_role("button", name="Sign in").click()
    colleague.goto("/desk/queue")
    expect(colleague.get_by_role("heading", level=1)).to_have_text("Queue")
    assert colleague.goto("/desk/people").status == 403

    administrator.goto("/desk/people")
    administrator.get_by_role("button", name="Shut out Bob Field").click()
    expect(administrator.get_by_role("status")).to_contain_text("cannot come in any more")
    colleague.goto("/desk/queue")
    expect(colleague.get_by_role("heading", level=1)).to_have_text("Sign in")
