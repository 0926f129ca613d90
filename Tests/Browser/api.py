# SPDX-License-Identifier: MIT
"""Serves a library, makes a token at its desk as a person does, and sets schemathesis on the API."""

import pathlib
import re
import subprocess
import sys
import tempfile

from desk import Desk, make_library
from person import Person
from sources import Sources, hostile, stories

SCOPES = ["read", "curate", "publish", "administer"]


def token(desk):
    person = Person.signed_in(desk, "Ida", "administrator")
    person.get("/desk/account")
    person.post("/desk/account/tokens", ("label", "schemathesis"), ("days", "7"), *[("scopes", scope) for scope in SCOPES])
    return re.search(r'id="key"[^>]*value="([^"]*)"', person.page)[1]


def main(schemathesis, examples, *more):
    with tempfile.TemporaryDirectory() as folder:
        library = pathlib.Path(folder) / "library"
        with Sources({"/stories": stories(60), "/hostile": hostile()}) as sources:
            make_library(library, sources)
        desk = Desk(library, browser=None).start()
        try:
            # Ending one's own token would end the session of requests; that route has tests of its own.
            command = [
                schemathesis, "run", desk.url + "api/v1/openapi.json", "--header", f"Authorization: Bearer {token(desk)}",
                "--max-examples", examples, "--exclude-operation-id", "endToken", "--no-color", *more,
            ]
            status = subprocess.run(command, cwd=folder).returncode
            log = desk.log_text()
        finally:
            desk.close()
    if log:
        print("The log says:\n" + log[-4000:], file=sys.stderr)
    return status or (1 if log else 0)


sys.exit(main(*sys.argv[1:]))
