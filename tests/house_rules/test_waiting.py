"""A page is never looked at the moment after a click: what looks waits for what it looks for."""

import ast
from pathlib import Path

TESTS = Path(__file__).parents[1]

# Playwright answers these at once, of whatever page is there just then; `expect` waits.
STATES = ("checked", "disabled", "editable", "enabled", "hidden", "visible")
HASTY = {f"is_{state}" for state in STATES}
# These do as well, and may be asked for what has been waited for, but not be asserted.
HASTY_IN_ASSERT = {"all_inner_texts", "all_text_contents", "count", "get_attribute", "input_value"}
HASTY_IN_ASSERT |= {"content", "inner_html", "inner_text", "text_content", "title"}
ABOUT_PAGES = ("playwright", "tests.chromium")


def drives_a_browser(tree):
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return any(node.module.startswith(ABOUT_PAGES) for node in imported)


def called(tree):
    """Each method that is called in this source without anything, and in which line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args:
            yield node.func.attr, node.lineno


def hasty(tree):
    yield from (line for name, line in called(tree) if name in HASTY)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            yield from (line for name, line in called(node) if name in HASTY_IN_ASSERT)


def test_no_test_depends_on_how_fast_a_page_comes():
    found = [
        f"{path.relative_to(TESTS)}:{line}"
        for path in TESTS.rglob("*.py")
        if drives_a_browser(tree := ast.parse(path.read_text("utf-8")))
        for line in hasty(tree)
    ]
    assert found == []
