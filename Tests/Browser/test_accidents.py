# SPDX-License-Identifier: MIT
"""What may happen to a machine: it stops in the middle of something, or its disk is full."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import threading
import time

import pytest

from desk import Desk, copy_library
from person import Person

WHY = "Written before the accident."


def states(desk):
    """How many items there are in each state, as the file has it."""
    with contextlib.closing(sqlite3.connect(desk.library / "cairn.sqlite")) as store:
        return dict(store.execute("SELECT state, COUNT(*) FROM queue GROUP BY state"))


@pytest.mark.parametrize("wait", [0.0, 0.005, 0.02, 0.06, 0.15, 0.4])
def test_killed_in_the_middle_of_many_decisions_all_or_none_are_there(desk, wait):
    person = Person.signed_in(desk)
    items = person.items()
    assert len(items) == 25
    person.post(f"/desk/items/{items[0]}/draft", ("why", WHY), ("draft", "0"))
    person.get("/desk/queue")
    fields = [("what", "reject"), ("decision", "reject"), ("reason", "too thin")] + [("item", item) for item in items[1:]]

    def press():
        try:
            person.post("/desk/queue/several/done", *fields)
        except OSError:
            pass  # Nobody answers any more.

    pressing = threading.Thread(target=press)
    pressing.start()
    time.sleep(wait)
    desk.stop(signal.SIGKILL)
    pressing.join()

    assert states(desk).get("rejected", 0) in (0, 24)
    desk.start()
    again = Person.signed_in(desk, "Bob")
    assert again.get(f"/desk/items/{items[0]}") == 200
    assert WHY in again.page
    assert states(desk).get("rejected", 0) in (0, 24)
    with contextlib.closing(sqlite3.connect(desk.library / "cairn.sqlite")) as store:
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        # The audit log tells of just what there is.
        told = store.execute("SELECT COUNT(*) FROM audit WHERE action = 'item rejected'").fetchone()[0]
        assert told == states(desk).get("rejected", 0)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 24 MB, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted by this user")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_can_still_be_read_and_all_is_well_once_there_is_room(prepared, small_disk):
    desk = Desk(copy_library(prepared, small_disk / "library"), browser=None)
    # The log is on another disk, as it is in life.
    desk.log_file = prepared.parent / "full.log"
    desk.start()
    try:
        person = Person.signed_in(desk)
        items = person.items()
        filler = small_disk / "filler"
        with open(filler, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"\0" * 4096)
            except OSError:
                pass
        assert shutil.disk_usage(small_disk).free < 65_536

        refused = [
            person.post(f"/desk/items/{item}/decide", ("decision", "hold"), ("at", "queue")) for item in items[:12]
        ]
        # What still fits in the room that the store had taken before may be done; then it is said clearly.
        assert refused[-1] == 507, refused
        assert set(refused) <= {200, 507}
        assert "The disk of this server is full, so nothing was changed." in person.said
        for path in ["/desk", "/desk/queue", "/desk/queue?q=risk", f"/desk/items/{items[20]}", f"/desk/items/{items[20]}/history"]:
            assert person.get(path) == 200, path
        held = states(desk).get("held", 0)
        assert held == refused.count(200)

        filler.unlink()
        person.get("/desk/queue")
        assert person.post(f"/desk/items/{items[15]}/decide", ("decision", "hold"), ("at", "queue")) == 200
        assert states(desk).get("held", 0) == held + 1
        assert "Held" in person.page
    finally:
        desk.close()
    assert os.path.getsize(desk.log_file) < 100_000
