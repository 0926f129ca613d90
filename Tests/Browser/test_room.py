# SPDX-License-Identifier: MIT
"""Readers at the reading room: they subscribe, choose, pause, leave, and see what is kept of them."""

import hashlib
import hmac
import json
import time
import urllib.parse
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

import plain
from desk import RULES, Desk, copy_library
from reading import MAIL, approve, ask, come_in, invite, newest_letter, offer_sets, way
from sources import HOSTILE
from test_screens import LOOKS, without_focus

NEWSLETTER = "digital-leaders-monthly"
PATH = "board-essentials"


def path(desk, use, what):
    """The path that a mail has for a use, made as Cairn makes it."""
    secret = ask(desk, "SELECT secret FROM link_keys")[0][0]
    proof = hmac.new(secret.encode(), f"{use} {what}".encode(), hashlib.sha256).hexdigest()
    return f"/{use}/{what}-{proof}"


def reader(desk, address, *choices):
    """The id of somebody who gets the newsletter."""
    said = desk.cairn("subscriber", "add", address, "--newsletter", NEWSLETTER, "--confirmed", "--json", *choices)
    return json.loads(said)["id"]


def test_from_the_form_to_leaving(room, scripts):
    page = room.visitor(scripts, **LOOKS["phone"])
    page.goto(f"/subscribe/{NEWSLETTER}")
    page.get_by_role("button", name="Send me a mail").click()
    assert page.get_by_role("alert").inner_text().startswith("There is a problem")
    page.get_by_label("Your mail address").fill("ada@example.org")
    page.get_by_text("Only some of it, or less often").click()
    page.get_by_text("Leadership and strategy").click()
    page.get_by_label("Digital strategy", exact=True).check()
    page.get_by_label("For whom").select_option("board")
    page.get_by_role("button", name="Send me a mail").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Please look into your mail"

    letter = newest_letter(room)
    assert letter["to"] == "ada@example.org"
    link = next(word for word in letter["text"].split() if "/subscribe/confirm/" in word)
    page.goto(urllib.parse.urlsplit(link).path)
    assert ask(room, "SELECT state FROM subscribers") == [("waiting",)]
    page.get_by_role("button", name="Yes, send it to me").click()
    assert ask(room, "SELECT state FROM subscribers") == [("confirmed",)]

    page.get_by_role("link", name="Choose what you get").click()
    assert page.get_by_label("For whom").input_value() == "board"
    assert page.get_by_label("Digital strategy", exact=True).is_checked()
    page.get_by_label("One mail a month").check()
    page.get_by_role("button", name="Save").click()
    assert "That is saved" in page.get_by_role("status").inner_text()
    page.get_by_label("For how long").select_option("2")
    page.get_by_role("button", name="Pause").click()
    assert "left alone" in page.get_by_role("status").inner_text()
    page.get_by_role("button", name="Come back now").click()
    assert "Welcome back" in page.get_by_role("status").inner_text()
    page.get_by_role("button", name="Leave").click()
    assert page.get_by_role("heading", level=1).inner_text() == "You have left"
    assert ask(room, "SELECT state FROM subscribers") == [("left",)]
    assert page.context.cookies() == []


def test_all_that_is_kept_is_seen_taken_along_and_erased(room, scripts):
    ada = reader(room, "ada@example.org")
    page = room.visitor(scripts)
    page.goto(path(room, "subscription", ada))
    page.get_by_role("button", name="Mail me the link").click()
    link = next(word for word in newest_letter(room)["text"].split() if "/subscription/own/" in word)
    way = urllib.parse.urlsplit(link).path
    page.goto(way)
    assert "ada@example.org" in page.get_by_role("main").inner_text()
    with urllib.request.urlopen(room.url.rstrip("/") + way + "/record.json") as answer:
        assert json.load(answer)["address"] == "ada@example.org"
    page.get_by_label("Yes, erase all of it").check()
    page.get_by_role("button", name="Erase").click()
    assert page.get_by_role("heading", level=1).inner_text() == "All of it is erased"
    assert ask(room, "SELECT * FROM subscribers") == []


def test_a_suggestion_comes_to_the_curators(room, scripts):
    page = room.visitor(scripts, **LOOKS["phone"])
    page.goto("/reading")
    page.get_by_role("link", name="Suggest something").click()
    page.get_by_role("button", name="Suggest it").click()
    assert page.get_by_role("alert").inner_text().startswith("There is a problem")
    room.picture(page, f"room-suggest-wrong-{'scripts' if scripts else 'plain'}")
    page.get_by_label("Its address").fill("canal.example.org/notes?a=1")
    page.get_by_label("What it is called").fill(HOSTILE)
    page.get_by_label("Why it should be read").fill("It is short." + HOSTILE)
    page.get_by_role("button", name="Suggest it").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Thank you for your suggestion"
    assert ask(room, "SELECT COUNT(*) FROM deliveries") == [(0,)]
    desk = room.curator(scripts=scripts)
    desk.goto("/desk/queue?q=alert&state=any")
    row = desk.locator("[data-row]").filter(has_text="canal.example.org (suggested by a reader)")
    row.get_by_role("link").first.click()
    assert "It is short." in desk.get_by_role("main").inner_text()
    assert "a reader" in desk.get_by_role("main").inner_text()
    room.picture(desk, f"item-suggested-{'scripts' if scripts else 'plain'}")


@pytest.fixture(scope="module")
def pages(prepared, browser, tmp_path_factory):
    """Every page of the room by its name, and one visitor for each look: some have come in as readers, some are nobody."""
    desk = Desk(copy_library(prepared, tmp_path_factory.mktemp("room") / "library"), browser, **MAIL)
    offer_sets(desk)
    approve(desk, "what-digital-means", 2)
    (desk.library / "curated" / "sets" / "autumn.md").write_text(
        (desk.library / "curated" / "sets" / "spring.md").read_text().replace("spring", "autumn").replace("Spring", "Autumn")
    )
    desk.cairn("set", "open", "autumn", "--until", "2026-01-01")
    desk.start()
    ada = reader(desk, "ada@example.org", "--topics", "leadership")
    gone = reader(desk, "gone@example.org")
    desk.cairn("subscriber", "remove", "gone@example.org")
    page = desk.visitor()
    page.goto("/subscribe")
    page.get_by_label("Your mail address").fill("new@example.org")
    page.get_by_role("button", name="Send me a mail").click()
    waiting = ask(desk, "SELECT id FROM subscribers WHERE state = 'waiting'")[0][0]
    page.goto("/reading/sets/spring")
    page.get_by_label("10:00 to 12:00").select_option("1")
    page.get_by_label("13:00 to 15:00").select_option("can")
    page.get_by_label("Your name").fill("Somebody with a name that is longer than most names are, and <b>strange</b>")
    page.get_by_label("Your organisation").fill("A_trust_whose_name_is_one_very_long_word_that_no_phone_has_room_for")
    page.get_by_label("Your mail address").fill("set@example.org")
    page.get_by_role("button", name="Send me a mail").click()
    signed = way(newest_letter(desk)["text"], "/reading/sets/confirm/")
    page.goto("/reading")
    page.get_by_label("Your mail address").fill("door@example.org")
    page.get_by_role("button", name="Send me a link").click()
    door = way(newest_letter(desk)["text"], "/reading/enter/")
    places = {
        "room-subscribe": "/subscribe",
        "room-confirm": path(desk, "subscribe/confirm", waiting),
        "room-choices": path(desk, "subscription", ada),
        "room-read": path(desk, "subscription", ada) + "/read",
        "room-unsubscribe": path(desk, "unsubscribe", ada),
        "room-left": path(desk, "unsubscribe", gone),
        "room-own": path(desk, "subscription/own", f"{ada}.{int(time.time()) + 3600}"),
        "room-nothing-here": "/unsubscribe/none",
        "room-ask": "/reading",
        "room-enter": door,
        "room-search": "/reading/search?q=digital",
        "room-sets": "/reading/sets",
        "room-set": "/reading/sets/spring",
        "room-set-ended": "/reading/sets/autumn",
        "room-signup": signed,
        "room-suggest": "/reading/suggest",
    }
    visitors = {look: desk.visitor(**options) for look, options in LOOKS.items()}
    readers = {look: desk.visitor(**options) for look, options in LOOKS.items()}
    for look, page in readers.items():
        come_in(desk, page, f"{look}@example.org", PATH)
        page.get_by_role("button", name="Done").first.click()
    invitation = invite(desk, PATH)
    for look, page in readers.items():
        page.goto(invitation)
        page.get_by_label("Your name").fill(f"Somebody on a {look} screen")
        page.get_by_role("button", name="Join the group").click()
    places["room-group-invited"] = invitation

    def open_page(look, name):
        if name in READERS:
            return desk, readers[look], invitation if name == "room-group" else READERS[name]
        return desk, visitors[look], places[name]

    yield open_page
    desk.close()


# What readers see who have come in.
READERS = {
    "room-home": "/reading",
    "room-path": f"/reading/paths/{PATH}",
    "room-unfollowed": "/reading/paths/ai-for-leaders",
    "room-step": f"/reading/paths/{PATH}/steps/words-first",
    "room-record": f"/reading/paths/{PATH}/record",
    "room-leave": f"/reading/paths/{PATH}/leave",
    "room-questions": "/reading/questions",
    "room-reader-own": "/reading/own",
    "room-group": "group",
}
# What everybody sees.
OPEN = [
    "room-subscribe", "room-confirm", "room-choices", "room-read", "room-unsubscribe", "room-left", "room-own",
    "room-nothing-here", "room-ask", "room-enter", "room-search", "room-sets", "room-set", "room-set-ended", "room-signup",
    "room-group-invited", "room-suggest",
]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", OPEN + list(READERS))
def test_page_of_the_room(pages, name, look):
    desk, page, place = pages(look, name)
    desk.complaints.clear()
    answer = page.goto(place)
    if look == "light":
        desk.keep(answer.text(), name)
        assert plain.problems(answer.text()) == []
        assert without_focus(page) == []
    for closed in page.locator("details:not([open]) > summary").all():
        if closed.is_visible():
            closed.click()
    desk.picture(page, f"{name}-{look}")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= LOOKS[look]["viewport"]["width"], f"it is {width} wide"
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert desk.complaints == []
