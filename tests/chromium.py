"""A real browser: Debian's Chromium, or Google Chrome, or the one Playwright brought."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, expect

# Playwright's own five and thirty seconds are short for a busy machine.
PATIENCE_MS = 90_000
expect.set_options(timeout=PATIENCE_MS)

# Without these it looks for its maker's servers at every start.
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update"]

# A headless browser calls itself one, and crawlers are not counted.
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


# Root may not use its sandbox.
ARGUMENTS = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
EXECUTABLE = shutil.which("chromium") or shutil.which("google-chrome")


def launch(playwright: Playwright) -> Browser:
    """Start the browser."""
    return playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)


def how() -> dict[str, Any]:
    """Which browser to start, and how."""
    return {"executable_path": EXECUTABLE, "args": ARGUMENTS}


@contextmanager
def open_page(
    browser: Browser,
    *,
    width: int,
    height: int = 844,
    scheme: str = "light",
    javascript: bool = True,
    locale: str = "de-DE",
) -> Iterator[Page]:
    """A fresh window of a phone or desk that nobody used before, its owner reading German."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        java_script_enabled=javascript,
        user_agent=PHONE,
        locale=locale,
    )
    context.set_default_timeout(PATIENCE_MS)
    try:
        yield context.new_page()
    finally:
        context.close()
