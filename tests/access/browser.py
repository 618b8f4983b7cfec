"""Stands for the browser in which somebody signs in: `python browser.py CA_FILE URL`."""

from __future__ import annotations

import json
import ssl
import sys
import urllib.parse
import urllib.request


def main() -> None:
    """Fetch the page, and post its form to the program that waits."""
    ca_file, url = sys.argv[1:]
    context = ssl.create_default_context(cafile=ca_file)
    with urllib.request.urlopen(url, context=context) as page:
        found = json.loads(page.read())
    form = urllib.parse.urlencode(found["form"]).encode()
    urllib.request.urlopen(found["post_to"], form).close()


if __name__ == "__main__":
    main()
