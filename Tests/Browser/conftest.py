# SPDX-License-Identifier: MIT
"""What every journey is given: `desk`, a desk of its own; `room`, a reading room; `scripts`, once True and once False."""

import os

import pytest
from playwright.sync_api import sync_playwright

from desk import Desk, copy_library, make_library
from reading import MAIL
from sources import Sources, hostile, stories


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["BROWSER"], args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A library with 62 items in the queue; each desk gets a copy."""
    folder = tmp_path_factory.mktemp("prepared") / "library"
    with Sources({"/stories": stories(60), "/hostile": hostile()}) as sources:
        make_library(folder, sources)
    return folder


@pytest.fixture
def desk(prepared, browser, tmp_path):
    """A desk that nobody has been at; whatever a browser complains of fails the test."""
    desk = Desk(copy_library(prepared, tmp_path / "library"), browser).start()
    try:
        yield desk
        assert desk.complaints == []
        assert "error" not in desk.log_text()
    finally:
        desk.close()


@pytest.fixture
def room(prepared, browser, tmp_path):
    """A reading room to which nobody has come; nothing of anybody may stand in its log."""
    desk = Desk(copy_library(prepared, tmp_path / "library"), browser, **MAIL).start()
    try:
        yield desk
        assert desk.complaints == []
        assert "example.org" not in desk.log_text()
    finally:
        desk.close()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request):
    return request.param
