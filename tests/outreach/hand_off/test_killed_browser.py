"""The browser is killed on the spot: what was saved is there, and no file says who it was."""

import os
import signal
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Error

from tests.chromium import ARGUMENTS, EXECUTABLE, PHONE
from tests.outreach.hand_off.tool import BACK, Tool
from tests.until import until

ROSA, HER_NUMBER = "Rosa Beispiel", "030 23125 777"


def half_done(tool):
    """Write down somebody, and be called away before "done"."""
    for words in ("Ist neu hier", "Altstadt", "Hat Ja gesagt", "Ja, einverstanden"):
        tool.tap(words)
    tool.page.get_by_label("Name").fill(ROSA)
    tool.page.get_by_label("Telefon oder E-Mail").fill(HER_NUMBER)
    tool.tap("Weiter")
    tool.page.get_by_label("Am besten").select_option("evening")
    until(lambda: tool.remembered("drafts")[0]["bestTime"] == "evening")


@contextmanager
def a_phone(browser, profile):
    """The browser of a phone with this profile, to be started again with it."""
    launch = browser.browser_type.launch_persistent_context
    as_here = {"user_agent": PHONE, "locale": "de-DE"}
    context = launch(profile, executable_path=EXECUTABLE, args=ARGUMENTS, **as_here)
    try:
        yield context
    finally:
        with suppress(Error):
            context.close()


def kill(profile):
    """SIGKILL for the browser with this profile."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if str(profile) in (process / "cmdline").read_text("utf-8", "replace"):
                os.kill(int(process.name), signal.SIGKILL)


def test_a_browser_killed_after_saved_has_it_still_and_nobody_can_read_it(
    till, network, chromium, tmp_path
):
    profile = tmp_path / "profile"
    with a_phone(chromium, profile) as context:
        tool = Tool(context.pages[0], network.address)
        tool.open()
        tool.enrol(till.token())
        tool.page.evaluate("navigator.serviceWorker.ready")
        network.fault = "dead"
        entry_id = tool.hand_off(name=ROSA, contact=HER_NUMBER)
        tool.go_on()
        half_done(tool)
        kill(profile)
    for path in profile.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for secret in (ROSA, "Rosa", HER_NUMBER, "23125 777"):
            for spelled in (secret.encode(), secret.encode("utf-16-le")):
                assert spelled not in content, f"{secret} lies in {path}"
    with a_phone(chromium, profile) as context:
        tool = Tool(context.pages[0], network.address)
        tool.open()
        assert [entry["id"] for entry in tool.remembered("entries")] == [entry_id]
        assert tool.shows("consent"), "what was half done is there, but for the name"
        network.fault = ""
        tool.page.evaluate(BACK)
        tool.wait_until_sent()
        assert till.kept(entry_id) == 1 and tool.receipts() == {entry_id}
        assert till.told(entry_id) == {"name": ROSA, "contact": HER_NUMBER}
