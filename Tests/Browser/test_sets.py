# SPDX-License-Identifier: MIT
"""Leaders sign up for a learning set: by the keyboard alone, with scripts and without, confirmed by a mail that really comes."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import plain
from desk import RULES, Desk, copy_library
from reading import MAIL, ask, everything, newest_letter, offer_sets, way
from sink import Sink
from test_screens import LOOKS


def tab_to(page, what):
    """Goes on by the tabulator key until an element has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
    raise AssertionError(f"the keyboard does not come to {what}")


def focus(page):
    return page.evaluate("document.activeElement.id")


@pytest.fixture
def sink():
    with Sink() as sink:
        yield sink


@pytest.fixture
def sets(prepared, browser, tmp_path, sink):
    """A reading room with a programme of sets, whose mails come into a sink."""
    desk = Desk(
        copy_library(prepared, tmp_path / "library"), browser, **{**MAIL, "CAIRN_MAIL_SERVER": sink.address}
    )
    offer_sets(desk)
    desk.start()
    try:
        yield desk
        assert desk.complaints == []
        assert "example.org" not in desk.log_text()
    finally:
        desk.close()


def test_signing_up_by_the_keyboard_alone(sets, sink, scripts):
    page = sets.visitor(scripts)
    page.goto("/reading")
    tab_to(page, "a[href='/reading/sets']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reading/sets")
    tab_to(page, "a[href='/reading/sets/spring']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reading/sets/spring")
    assert "Bea" not in page.content(), "who facilitates is not public"

    # Sent as it is: what is wrong is said at the top, and each line leads to its field.
    tab_to(page, "#name")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    expect(page).to_have_title(re.compile("^Error: Spring sets"))
    tab_to(page, ".summary a")
    page.keyboard.press("Enter")
    assert focus(page) == "at-leeds-general.1000-1200"
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    times = page.get_by_role("main").locator("select")
    assert [select.input_value() for select in times.all()][:3] == ["1", "can", "2"]
    tab_to(page, "#name")
    page.keyboard.type("Ada Example")
    page.keyboard.press("Tab")
    page.keyboard.type("River Trust")
    page.keyboard.press("Tab")
    page.keyboard.type("ada@example.org")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#returning")
    page.keyboard.press("Space")
    tab_to(page, "button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Please look into your mail")
    assert ask(sets, "SELECT * FROM sign_ups") == []

    # The mail goes out with the next run, over SMTP.
    sets.cairn("run", "newsletter")
    assert [mail["To"] for mail in sink.mails] == ["ada@example.org"]
    mail = sink.mails[0]
    assert mail["Subject"] == "Please confirm: Spring sets"
    text = mail.get_body(("plain",)).get_content()
    assert "Ada Example" not in text
    page.goto(way(text, "/reading/sets/confirm/"))
    assert ask(sets, "SELECT * FROM sign_ups") == []
    expect(page.get_by_role("main")).to_contain_text("River Trust")
    tab_to(page, "button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, you are on the list")
    waiting = json.loads(sets.cairn("set", "show", "spring", "--json"))["waiting"]
    assert [(person["name"], person["status"]) for person in waiting] == [("Ada Example", "returning")]
    assert waiting[0]["choices"] == ["leeds-general@10:00-12:00", "york-outcomes@15:00-17:00"]
    assert waiting[0]["able"] == ["leeds-general@13:00-15:00"]
    # Nothing of her is on a page that others see.
    for place in ("/reading/sets", "/reading/sets/spring"):
        page.goto(place)
        assert "Ada" not in page.content() and "River Trust" not in page.content()
    assert page.context.cookies() == []


def test_saying_it_anew_and_having_it_erased(sets, scripts):
    page = sets.visitor(scripts, **LOOKS["phone"])
    for choice in ("It is my 1st choice", "I can make it"):
        page.goto("/reading/sets/spring")
        page.get_by_role("group", name="Leeds").get_by_label("10:00 to 12:00").select_option(label=choice)
        page.get_by_label("Your name").fill("Ada Example")
        page.get_by_label("Your mail address").fill("ada@example.org")
        page.get_by_role("button", name="Send me a mail").click()
        page.goto(way(newest_letter(sets)["text"], "/reading/sets/confirm/"))
        page.get_by_role("button", name="Yes, that was me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, that is changed")
    waiting = json.loads(sets.cairn("set", "show", "spring", "--json"))["waiting"]
    assert [(person["choices"], person["able"]) for person in waiting] == [([], ["leeds-general@10:00-12:00"])]
    assert json.loads(sets.cairn("subscriber", "export", "ada@example.org"))["signUps"]
    sets.cairn("subscriber", "erase", "ada@example.org")
    kept = everything(sets)
    assert "ada@example.org" not in kept and "Ada Example" not in kept


@pytest.mark.parametrize("look", LOOKS)
def test_what_is_wrong_is_said_for_everybody(sets, look):
    page = sets.visitor(**LOOKS[look])
    page.goto("/reading/sets/spring")
    page.get_by_label("15:00 to 17:00").select_option("1")
    page.get_by_label("10:00 to 12:00").select_option("1")
    with page.expect_navigation() as navigation:
        page.get_by_role("button", name="Send me a mail").click()
    assert plain.problems(navigation.value.text()) == []
    assert navigation.value.status == 422
    sets.picture(page, f"room-set-wrong-{look}")
    assert page.evaluate("document.documentElement.scrollWidth") <= LOOKS[look]["viewport"]["width"]
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
