#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""signups.py CAIRN OFFERS SEEDS FOLDER: makes sign-ups, has them allocated, checks and counts what comes of it.

The model is in ../README.md. Everything that a group must keep is checked here anew, from the offers and the list alone.
"""
import itertools
import json
import random
import subprocess
import sys
import time

import yaml

SIZES, FORMS = (30, 45, 66, 90), ("pick-a-few", "tick-all")


class Table:
    def __init__(self, path):
        whole = yaml.safe_load(open(path))
        self.size = whole["programme"]["size"]
        self.offers = whole["offers"]
        self.all = [(offer, slot) for offer in self.offers for slot in offer["slots"]]
        self.room = [r["capacity_per_slot"] for r in whole.get("resources", []) if r["per"] == "place"]

    def named(self, alternative):
        offer, slot = alternative.split("@")
        return next((o, s) for o, s in self.all if o["id"] == offer and s == slot)


def name(alternative):
    return "%s@%s" % (alternative[0]["id"], alternative[1])


def person(table, form, dice):
    """The alternatives of somebody, best first."""
    home, focus = dice.choice(table.offers)["place"], dice.choice(table.offers)["focus"]

    def liking(alternative):
        offer = alternative[0]
        return (4 if offer["place"] == home else 1) * (3 if offer["focus"] == focus else 1)

    if form == "pick-a-few":
        picked, rest = [], list(table.all)
        for _ in range(dice.choice((2, 3))):
            one = dice.choices(rest, weights=[liking(a) ** 2 for a in rest])[0]
            picked.append(one)
            rest.remove(one)
        return picked
    reach = {home} | {o["place"] for o in table.offers if dice.random() < 0.3}
    days = sorted({o["date"] for o in table.offers})
    free = {(day, half) for day in days for half in ("morning", "afternoon") if dice.random() < 0.6}
    able = [a for a in table.all
            if a[0]["place"] in reach and (a[0]["date"], "morning" if a[1] < "12" else "afternoon") in free]
    able = able or [dice.choice([a for a in table.all if a[0]["place"] == home])]
    return sorted(able, key=lambda a: -liking(a) - dice.random())


def signups(table, form, count, seed):
    dice = random.Random("%s %d %d" % (form, count, seed))
    organisations = max(3, count // 3)
    return [("p%d" % n, "org%d" % dice.randrange(organisations), [name(a) for a in person(table, form, dice)])
            for n in range(1, count + 1)]


def minutes(slot):
    return [60 * int(t[:2]) + int(t[3:]) for t in slot.split("-")]


def check(table, people, answer):
    """Stops where an answer keeps a rule not."""
    wishes = {p: choices for p, _, choices in people}
    seen = []
    groups = [(table.named(g["alternative"]), [m["person"] for m in g["people"]]) for g in answer["groups"]]
    for alternative, members in groups:
        assert table.size["min"] <= len(members) <= table.size["max"], "size"
        assert all(name(alternative) in wishes[m] for m in members), "somebody who cannot make it"
        seen += members
    assert len(seen) == len(set(seen)) == answer["measures"]["placed"], "somebody twice"
    assert len({a[0]["id"] for a, _ in groups}) == len(groups), "an offer twice"
    for (one, _), (other, _) in itertools.combinations(groups, 2):
        if one[0]["date"] == other[0]["date"] and one[0]["place"] == other[0]["place"] and table.room:
            (a, b), (c, d) = minutes(one[1]), minutes(other[1])
            assert table.room[0] > 1 or b <= c or d <= a, "a room twice"


def main():
    cairn, path, seeds, folder = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    table = Table(path)
    print("%d offers, %d alternatives, %d lists of each kind" % (len(table.offers), len(table.all), seeds))
    print("%-22s %8s %8s %8s %8s %8s %8s %8s" % (
        "", "placed %", "first %", "mix %", "f.c. %", "proven", "mean s", "worst s"))
    for form, count in itertools.product(FORMS, SIZES):
        rows = []
        for seed in range(1, seeds + 1):
            people = signups(table, form, count, seed)
            with open(folder + "/people.csv", "w") as out:
                out.write("person,organisation,choices\n")
                out.writelines("%s,%s,%s\n" % (p, o, ";".join(c)) for p, o, c in people)
            start = time.monotonic()
            said = subprocess.run([cairn, "set", "allocate", "--offers", path, "--people", folder + "/people.csv",
                                   "--seed", str(seed), "--json"], check=True, capture_output=True).stdout
            took = time.monotonic() - start
            answer = json.loads(said)
            check(table, people, answer)
            m = answer["measures"]
            assert m["placed"] >= m["first_come"]["placed"], "fewer than first come, first served"
            rows.append((100 * m["placed"] / count, 100 * m["first_choice"] / count, 100 * m["organisation_mix"],
                         100 * m["first_come"]["placed"] / count, m["proven"], took))
        mean = [sum(r[i] for r in rows) / len(rows) for i in range(6)]
        print("%-22s %8.1f %8.1f %8.1f %8.1f %8.2f %8.2f %8.2f" % (
            "%s, %d people" % (form, count), *mean[:5], mean[5], max(r[5] for r in rows)), flush=True)


main()
