# SPDX-License-Identifier: MIT
"""Whatever is published or served to everybody: nobody's name, address or words are in it."""

import io
import json
import re
import urllib.error
import urllib.parse
import urllib.request
import zipfile

from desk import Desk, copy_library
from reading import MAIL, approve, come_in, everything, newest_letter, offer_sets

PATH = "board-essentials"
# People of this library, and what they said; none of it is a word of anything else.
SECRETS = ["Quarrington", "quarrington", "Hollowmere", "athoughtofhers", "plainspokenly", "Wrenfield"]
# Where a stranger begins; the rest is found by links.
STARTS = ["/", "/reading", "/reading/sets", "/reading/suggest", "/reading/search?q=quarrington", "/reading/search?q=digital", "/subscribe", "/desk", "/desk/queue",
          "/api/v1/items", "/healthz", "/sitemap.xml", "/robots.txt", "/cairn.sqlite", "/cairn.yaml", "/serve.log", "/none"]


def words(body):
    """What a file says; a book is a folder of files."""
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())


def people(desk):
    """People who do all that they can here."""
    said = desk.cairn("subscriber", "add", "zelda@quarrington.example", "--newsletter", "digital-leaders-monthly", "--confirmed", "--json")
    ids = [json.loads(said)["id"]]
    offer_sets(desk)
    for number in range(6):
        desk.cairn(
            "set", "join", "spring", "--name", f"Zelda Quarrington {number}", "--organisation", f"Hollowmere {number}",
            "--address", f"z{number}@quarrington.example", "--choices", "leeds-general@10:00-12:00",
        )
    desk.cairn("set", "join", "spring", "--name", "Una Wrenfield", "--choices", "york-outcomes", "--level", "Wrenfield")
    desk.cairn("set", "allocate", "spring")
    closed = json.loads(desk.cairn("set", "confirm", "spring", "--json"))["sets"][0]["id"]
    ids.append(closed)
    desk.cairn("set", "problem", "spring", closed, "1", "athoughtofhers", "--topics", "data-strategy")
    desk.cairn("set", "action", "spring", closed, "--session", "1", "--what", "athoughtofhers", "--who", "Zelda Quarrington 1")
    desk.cairn("set", "learn", "spring", closed, "--tried", "athoughtofhers", "--happened", "b", "--learned", "c", "--next", "d")
    for state in ("partner-agreed", "public"):
        desk.cairn("set", "share", "1", "--to", state, "--approver", "Una Wrenfield")
    return ids


def follow(desk):
    """Somebody who follows a path and says all that can be said."""
    page = desk.visitor()
    come_in(desk, page, "zelda@quarrington.example", PATH)
    page.goto(f"/reading/paths/{PATH}/steps/words-first")
    page.get_by_label("Useful", exact=True).check()
    page.get_by_label("Why, in a word").fill("plainspokenly")
    page.get_by_role("button", name="Say so").click()
    page.get_by_role("textbox").nth(1).fill("athoughtofhers")
    page.get_by_role("button", name="Save what I wrote").click()
    page.goto("/reading/sets/spring")
    page.get_by_label("15:00 to 17:00").select_option("1")
    page.get_by_label("Your name").fill("Zelda Quarrington")
    page.get_by_label("Your mail address").fill("new@quarrington.example")
    page.get_by_label("At which level").select_option(index=1)
    page.get_by_role("button", name="Send me a mail").click()
    assert newest_letter(desk)["to"] == "new@quarrington.example"


def crawl(desk, base, starts):
    """All that links lead to from some places, as a stranger sees it: what each place says."""
    found, waiting = {}, list(starts)
    while waiting:
        place = waiting.pop()
        if place in found:
            continue
        try:
            with urllib.request.urlopen(urllib.parse.urljoin(desk.url, place), timeout=60) as answer:
                found[place] = words(answer.read())
        except urllib.error.HTTPError as error:
            assert error.code < 500, place
            found[place] = error.read().decode(errors="replace")
        for link in re.findall(r"""(?:href|src|action|Url)=["']([^"']+)|<(?:loc|id|link)>([^<]+)<""", found[place]):
            address = urllib.parse.urljoin(base.rstrip("/") + place, "".join(link)).replace("&amp;", "&")
            if address.startswith(base):
                waiting.append("/" + address[len(base):].split("#")[0])
    return found


def test_no_page_tells_of_a_person(prepared, browser, tmp_path):
    desk = Desk(copy_library(prepared, tmp_path / "library"), browser, **MAIL)
    try:
        approve(desk, "what-digital-means", 1)
        ids = people(desk)
        desk.start()
        follow(desk)
        kept = everything(desk)
        for secret in SECRETS:
            assert secret in kept, f"{secret} is nowhere, so it proves nothing"
        desk.cairn("publish")
        for file in (desk.library / "curated" / "published").rglob("*"):
            text = words(file.read_bytes()) if file.is_file() else ""
            assert [secret for secret in SECRETS if secret in text] == [], file
        guesses = [f"/{use}/{id}" for id in ids for use in ("subscription", "subscription/own", "unsubscribe", "reading/sets")]
        found = crawl(desk, MAIL["CAIRN_BASE_URL"], STARTS + guesses)
        assert len(found) > 100 and "/reading/sets/spring" in found and f"/paths/{PATH}.epub" in found
        searched = "/reading/search?q=quarrington"
        for place, text in found.items():
            # What somebody looks for is said back to them.
            told = [secret for secret in SECRETS if secret in text and not (place == searched and secret == "quarrington")]
            assert told == [], place
        assert [word for word in SECRETS if word in desk.log_text()] == []
        assert desk.complaints == []
    finally:
        desk.close()
