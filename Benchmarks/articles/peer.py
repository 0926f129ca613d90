# SPDX-License-Identifier: MIT
"""Reads pages with trafilatura as `cairn article --jsonl` does: a line of JSON in, a line of JSON out.

`whole` asks for what Cairn gives, metadata, HTML with links and images, and plain text; `text` for plain text alone.
"""
import json
import logging
import sys

import trafilatura

logging.disable(logging.CRITICAL)
whole = sys.argv[1] == "whole"
for line in sys.stdin:
    page = json.loads(line)
    with open(page["path"], "rb") as file:
        html = file.read()
    found = {"content_text": trafilatura.extract(html, url=page["url"], include_comments=False) or ""}
    if whole:
        found["content_html"] = trafilatura.extract(
            html, url=page["url"], include_comments=False, include_links=True, include_images=True,
            output_format="html", with_metadata=True) or ""
    print(json.dumps(found), flush=True)
