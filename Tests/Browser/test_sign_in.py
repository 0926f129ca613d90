# SPDX-License-Identifier: MIT
"""The ways in and out."""

import re
import urllib.parse

from playwright.sync_api import expect

PASSWORD = "lantern orbit teapot gravel"


def look(name, scripts):
    return f"{name}-{'scripts' if scripts else 'plain'}"


def test_the_first_link_lets_the_administrator_in_once(desk, scripts):
    path = urllib.parse.urlsplit(desk.first_link).path
    page = desk.visitor(scripts)
    page.goto(path)
    desk.picture(page, look("link", scripts))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome")

    # Too short: said at the top, beside the field, and in the window's title.
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("alert")).to_contain_text("12 characters or more")
    expect(page).to_have_title("Error: " + page.title().removeprefix("Error: "))
    desk.picture(page, look("welcome-error", scripts))
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    page.wait_for_url("**/desk")

    # The link is used up, for anybody.
    other = desk.visitor(scripts)
    assert other.goto(path).status == 410
    desk.picture(other, look("link-used", scripts))

    # Out, and in again by the password, back to where one wanted to go.
    name = page.locator(".who a").text_content().removeprefix("Your account: ")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/desk/people")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    desk.picture(page, look("sign-in", scripts))
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("Check your name and password")
    desk.picture(page, look("sign-in-error", scripts))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/people")


def test_a_colleague_is_invited_and_shut_out(desk, scripts):
    administrator = desk.curator("Ida", "administrator", scripts)
    administrator.goto("/desk/people")
    administrator.get_by_label("Name", exact=True).fill("Bob Field")
    administrator.get_by_role("button", name="Make a link").click()
    address = administrator.get_by_label("Address").input_value()
    desk.picture(administrator, look("person-link", scripts))

    colleague = desk.visitor(scripts)
    colleague.goto(address)
    colleague.get_by_role("button", name="Sign in").click()
    colleague.goto("/desk/queue")
    expect(colleague.get_by_role("heading", level=1)).to_have_text("Queue")
    assert colleague.goto("/desk/people").status == 403
    desk.picture(colleague, look("not-allowed", scripts))

    administrator.goto("/desk/people")
    administrator.get_by_role("button", name="Shut out Bob Field").click()
    expect(administrator.get_by_role("status")).to_contain_text("cannot come in any more")
    colleague.goto("/desk/queue")
    expect(colleague.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_token_opens_the_api_until_it_is_ended(desk, scripts):
    page = desk.curator(scripts=scripts)
    page.goto("/desk/account")
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    desk.picture(page, look("account-error", scripts))
    page.get_by_label("What it is for").fill("Our dashboard")
    page.get_by_label("Read what you may read").check()
    page.get_by_role("button", name="Make a token").click()
    token = page.get_by_label("Token for Our dashboard").input_value()
    desk.picture(page, look("token", scripts))

    def status():
        return page.context.request.get("/api/v1/queue", headers={"Authorization": f"Bearer {token}"}).status

    assert status() == 200
    page.get_by_role("link", name="Back to your account").click()
    assert token not in page.content()
    page.get_by_role("button", name=re.compile("End it.*Our dashboard")).click()
    assert status() == 401
