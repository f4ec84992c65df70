"""Can everybody read a page? What axe finds in it, by day and by night, and what sticks out."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Off by default in axe, and due here (WCAG 2.2 and AAA contrast).
ALSO = ("target-size", "color-contrast-enhanced", "identical-links-same-purpose")
# What can be right by day and wrong by night; all else is the same.
OF_COLOURS = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")
# To tell what passed takes axe longer than to find what did not.
BRIEFLY = {"resultTypes": ["violations"]}
EVERYTHING = {**BRIEFLY, "rules": {rule: {"enabled": True} for rule in ALSO}}
COLOURS = {**BRIEFLY, "runOnly": {"type": "rule", "values": OF_COLOURS}}

# Where a page's clock stands still, axe still has to wait for its own turns.
RUN = """async (options) => {
  const { setTimeout, realSetTimeout } = globalThis;
  globalThis.setTimeout = realSetTimeout ?? setTimeout;
  try {
    return await axe.run(document, options);
  } finally {
    globalThis.setTimeout = setTimeout;
  }
}"""

# From the widest to that of the smallest phone, where the page stays.
WIDTHS = (1280, 390, 320)
AXE = Axe().axe_script


def assert_everybody_can_read(page: Page, *, by_night: bool = True) -> None:
    """Look at an open page at every width, by day and then by night."""
    page.wait_for_load_state()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{page.url} is {wide} px wide"
    page.emulate_media(color_scheme="light")
    found = complaints(page)
    assert found == [], f"{page.url}: {found}"
    if by_night:
        page.emulate_media(color_scheme="dark")
        found = complaints(page, COLOURS)
        assert found == [], f"{page.url} by night: {found}"


def complaints(page: Page, options: object = EVERYTHING) -> list[str]:
    """What axe finds in a page as it is now: the rule and what breaks it."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE)
    results = page.evaluate(RUN, options)
    return [
        f"{rule['id']}: {broken['html'][:200]} {broken['failureSummary']}"
        for rule in results["violations"]
        for broken in rule["nodes"]
    ]
