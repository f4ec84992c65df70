"""The hand-off tool in a real browser, used as somebody at a till uses it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.until import until

# What the phone remembers, read without any code of ours.
REMEMBERED = """(name) => new Promise((resolve, reject) => {
  const asked = indexedDB.open("begegnung");
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const db = asked.result;
    const all = db.transaction(name).objectStore(name).getAll();
    all.onsuccess = () => { db.close(); resolve(all.result); };
  };
})"""
IS_SENDING = """navigator.locks.query()
  .then(({ held }) => held.some(({ name }) => name === "hand-off sender"))"""
ENROL = """async (known) => {
  const script = document.querySelector("script[type=module]").src;
  const { setDevice } = await import(new URL("memory.js", script));
  await setDevice(known);
}"""
# A clock that can be set, as people do by hand.
CLOCK = """(() => {
  const Real = Date;
  let shift = 0;
  globalThis.setClock = (milliseconds) => { shift = milliseconds; };
  globalThis.Date = class extends Real {
    constructor(...told) { told.length ? super(...told) : super(Real.now() + shift); }
    static now() { return Real.now() + shift; }
  };
})()"""
# What a browser says when a network comes back.
BACK = "dispatchEvent(new Event('online'))"
POCKET = """(isHidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
  const state = () => (isHidden ? "hidden" : "visible");
  Object.defineProperty(document, "visibilityState", { configurable: true, get: state });
  document.dispatchEvent(new Event("visibilitychange"));
}"""

NEXT_TAP = {
    "why": "Möchte Gesellschaft",
    "where": "Altstadt",
    "card": "Fertig",
    "consent": "Ja, einverstanden",
    "who": "Weiter",
    "when": "Fertig",
}


@dataclass
class Tool:
    """One tab with the tool; `address` is where its network reaches the server."""

    page: Page
    address: str

    @classmethod
    def on(cls, context: BrowserContext, address: str) -> "Tool":
        """The tool in a new tab, open."""
        tool = cls(context.new_page(), address)
        tool.open()
        return tool

    def open(self) -> None:
        """Open the tool's address and wait until it asks something."""
        self.page.goto(f"{self.address}/hand-off")
        self.page.wait_for_selector("body[data-shown]")

    def enrol(self, token: str) -> None:
        """Give this phone a key person's token, as the page of the staff card does."""
        known = {"token": token, "name": "Amira", "workplace": "Markt", "district": "Altstadt"}
        self.page.evaluate(ENROL, known)
        self.open()

    @property
    def shown(self) -> str:
        """Which step is on the screen just now."""
        return self.page.evaluate("document.body.dataset.shown")

    def shows(self, step: str) -> bool:
        """Whether this step comes to be on the screen: true, or the test ends here."""
        expect(self.page.locator("body")).to_have_attribute("data-shown", step)
        return True

    def tap(self, words: str) -> None:
        """Tap what says this, as soon as it can be seen."""
        self.page.get_by_role("button", name=words, exact=True).click()

    def hand_off(self, *, name: str = "", contact: str = "030 23125 777") -> str:
        """Go on from where the form stands until it says "saved"; returns the entry's id.

        With a name the person said yes to a call, else a card was given.
        """
        # Only the tab in front is painted, and thumbs tap what they see.
        self.page.bring_to_front()
        while self.shown != "saved":
            if self.shown == "how":
                self.tap("Hat Ja gesagt" if name else "Karte gegeben")
                continue
            if self.shown == "who":
                self.page.get_by_label("Name").fill(name)
                self.page.get_by_label("Telefon oder E-Mail").fill(contact)
            before = self.shown
            self.tap(NEXT_TAP[before])
            expect(self.page.locator("body")).not_to_have_attribute("data-shown", before)
        return str(max(self.remembered("entries"), key=lambda entry: entry["savedAt"])["id"])

    def go_on(self) -> None:
        """Begin the next hand-off, which ends the undo of the one before."""
        self.page.bring_to_front()
        self.tap("Nächste Übergabe")
        self.shows("why")

    def remembered(self, store: str) -> list[dict[str, Any]]:
        """Everything in a store of the phone's memory."""
        found: list[dict[str, Any]] = self.page.evaluate(REMEMBERED, store)
        return found

    def wait_until_sent(self) -> None:
        """Wait until nothing waits on this phone any more."""
        until(lambda: not self.remembered("entries"), "something still waits on this phone")

    def wait_until_tried(self, times: int = 1) -> None:
        """Wait until what waits on this phone was brought so often in vain, and noted so."""
        until(lambda: all(entry["tries"] >= times for entry in self.remembered("entries")))
        until(lambda: not self.page.evaluate(IS_SENDING))

    def stop_the_clock(self) -> None:
        """From now on only `page.clock.run_for` lets time pass."""
        self.page.clock.install()
        self.page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))
        self.open()

    def receipts(self) -> set[str]:
        """The ids of the entries this phone has the server's word for."""
        return {kept["id"] for kept in self.remembered("done")}

    def into_the_pocket(self) -> None:
        """The screen goes dark, and is woken again."""
        self.page.evaluate(POCKET, True)
        self.page.evaluate(POCKET, False)

    def close(self) -> None:
        """Close the tab, whatever it is doing."""
        with suppress(Error):
            self.page.close()
