"""The tool in a real browser: four taps, with one thumb, also without a network."""

import json

import pytest
from playwright.sync_api import expect

from tests.chromium import open_page
from tests.outreach.hand_off.tool import BACK, Tool
from tests.until import until

FOUR_TAPS = ("Ist neu hier", "Altstadt", "Karte gegeben", "Fertig")
DAY = 86_400_000


def test_four_taps_are_a_hand_off(till, tool):
    for words in FOUR_TAPS:
        tool.tap(words)
    tool.page.get_by_text("Gespeichert. Danke!").wait_for()
    [entry] = tool.remembered("entries")
    assert json.loads(entry["body"]).keys() == {
        "id", "kind", "reason", "district", "code", "handed_off_at"
    }  # fmt: skip
    tool.go_on()
    tool.wait_until_sent()
    assert till.kept(entry["id"]) == 1 and tool.receipts() == {entry["id"]}


def test_a_staff_card_makes_a_phone_known(till, network, chromium):
    secret = till.staff_card()
    with open_page(chromium, width=390) as page:
        tool = Tool(page, network.address)
        tool.open()
        assert tool.shows("unknown")
        page.goto(f"{network.address}/hand-off/card#{secret}")
        for pin, said in (("12345", "genau sechs Ziffern"), ("111111", "probiert jeder zuerst")):
            page.get_by_label("Sechs Ziffern").fill(pin)
            tool.tap("Dieses Telefon freischalten")
            page.get_by_text(said).wait_for()
        assert secret not in page.url
        page.get_by_label("Sechs Ziffern").fill("271828")
        tool.tap("Dieses Telefon freischalten")
        assert tool.shows("why")
        expect(page.get_by_text("Markt am Park")).to_be_visible()
    with open_page(chromium, width=390) as page:
        page.goto(f"{network.address}/hand-off/card#{secret}")
        page.get_by_label("Sechs Ziffern").fill("271829")
        page.keyboard.press("Enter")
        page.get_by_text("Versuche, die noch bleiben: 9").wait_for()
        page.reload()
        page.get_by_text("scannen Sie Ihre Karte noch einmal").wait_for()


def test_who_said_yes_is_told_in_their_language_and_read_by_the_office_alone(till, tool):
    for words in ("Hat danach gefragt", "Altstadt", "Hat Ja gesagt"):
        tool.tap(words)
    for prefix in ("de", "ls", "en", "tr", "ar", "uk", "ru"):
        tool.page.get_by_label("Sprache", exact=True).select_option(prefix)
        expect(tool.page.locator(".aloud p:visible")).to_have_count(1)
        expect(tool.page.locator(f".aloud [data-read={prefix}]")).to_be_visible()
    tool.page.get_by_label("Sprache", exact=True).select_option("tr")
    tool.tap("Ja, einverstanden")
    tool.tap("Weiter")
    expect(tool.page.get_by_text("Bitte schreiben Sie einen Namen")).to_be_visible()
    tool.page.get_by_label("Name").fill("  Rosa   Beispiel ")
    tool.page.get_by_label("Telefon oder E-Mail").fill("030 23125 777")
    tool.tap("Weiter")
    tool.page.get_by_label("Am besten").select_option("evening")
    tool.page.get_by_label("Beim ersten Mal soll jemand mitkommen").uncheck()
    tool.tap("Fertig")
    tool.page.get_by_text("Gespeichert. Danke!").wait_for()
    [entry] = tool.remembered("entries")
    assert "Rosa" not in json.dumps(entry) and "125 777" not in json.dumps(entry)
    sent = json.loads(entry["body"])
    assert sent["wish"] == {"language": "tr", "best_time": "evening", "comes_along": False}
    assert sent["consent"] == {"text_version": 1, "language": "tr"}
    tool.go_on()
    tool.wait_until_sent()
    assert till.told(entry["id"]) == {"name": "Rosa Beispiel", "contact": "030 23125 777"}


def test_undo_takes_it_back_before_anybody_else_has_it(till, tool, network):
    tool.stop_the_clock()
    entry_id = tool.hand_off()
    tool.page.evaluate(BACK)
    tool.page.clock.run_for(200)
    tool.tap("Rückgängig")
    assert tool.shows("card")
    assert tool.remembered("entries") == []
    assert tool.hand_off() == entry_id
    assert network.tries(entry_id) == 0
    tool.into_the_pocket()
    tool.wait_until_sent()
    assert till.kept(entry_id) == 1
    assert tool.shows("why")


def test_undo_is_over_after_ten_seconds_and_then_it_leaves(till, tool):
    tool.stop_the_clock()
    entry_id = tool.hand_off()
    undo = tool.page.get_by_role("button", name="Rückgängig")
    tool.page.clock.run_for(9_500)
    expect(undo).to_be_visible()
    assert till.kept(entry_id) == 0
    tool.page.clock.run_for(1_000)
    undo.wait_for(state="hidden")
    tool.wait_until_sent()
    assert till.kept(entry_id) == 1


def test_a_wrong_code_is_said_and_hinders_nobody(till, tool):
    for words in FOUR_TAPS[:3]:
        tool.tap(words)
    field = tool.page.locator("[data-view=card]").get_by_label("Code auf der Karte")
    hint = tool.page.locator("[data-view=card]").get_by_text("Dieser Code geht nicht ganz auf")
    for typed, is_right in (("k7m 2x", False), ("00000", True), ("oo-0 0o", True), ("0000", False)):
        field.fill(typed)
        expect(hint, typed).to_be_visible(visible=not is_right)
    tool.tap("Fertig")
    tool.page.get_by_text("Gespeichert. Danke!").wait_for()
    [entry] = tool.remembered("entries")
    assert json.loads(entry["body"])["code"] == "0000"


def test_the_last_places_stand_ready(tool):
    tool.tap("Ist neu hier")
    tool.page.get_by_label("Woanders").select_option("Senne")
    tool.tap("Weiter")
    tool.hand_off()
    tool.go_on()
    tool.tap("Ist neu hier")
    expect(tool.page.locator("#places button")).to_have_text(["Altstadt", "Senne"])


def test_what_was_begun_stands_there_again_but_no_name(tool):
    for words in ("Ist neu hier", "Altstadt", "Hat Ja gesagt", "Ja, einverstanden"):
        tool.tap(words)
    tool.page.get_by_label("Name").fill("Rosa Beispiel")
    tool.page.get_by_label("Telefon oder E-Mail").fill("030 23125 777")
    tool.tap("Weiter")
    tool.page.get_by_label("Am besten").select_option("evening")
    until(lambda: tool.remembered("drafts")[0]["bestTime"] == "evening")
    [draft] = tool.remembered("drafts")
    assert "Rosa" not in json.dumps(draft) and "125 777" not in json.dumps(draft)
    tool.open()
    assert tool.shows("consent")
    tool.page.go_back()
    assert tool.shows("how")
    other = Tool.on(tool.page.context, tool.address)
    assert other.shows("why"), "two tabs must not write on one form"
    tool.close()
    other.open()
    assert other.shows("consent"), "the tab is gone, and its form is free"
    assert other.hand_off(name="Rosa Beispiel") == draft["id"]
    assert other.remembered("drafts") == []


def test_urgent_is_always_there_and_stores_nothing(tool):
    for words in ("Ist neu hier", "Altstadt", "Karte gegeben"):
        expect(tool.page.get_by_role("button", name="Dringend")).to_be_visible()
        tool.tap(words)
    drafts = tool.remembered("drafts")
    tool.tap("Dringend")
    numbers = tool.page.locator("[data-view=urgent] a").evaluate_all("all => all.map(a => a.href)")
    assert numbers == [
        f"tel:{number}" for number in ("112", "08001110111", "08001110222", "116123", "116117")
    ]
    tool.tap("Zurück")
    assert tool.shows("card")
    assert [d["id"] for d in tool.remembered("drafts")] == [d["id"] for d in drafts]
    assert tool.remembered("entries") == []


@pytest.mark.parametrize(
    ("days", "has_badge", "has_number"), [(0, False, False), (0.05, True, False), (1.1, True, True)]
)
def test_what_waits_too_long_is_seen(tool, network, days, has_badge, has_number):
    network.fault = "dead"
    tool.hand_off()
    tool.page.evaluate("""(age) => new Promise((resolve) => {
      indexedDB.open("begegnung").onsuccess = ({ target: { result: db } }) => {
        const entries = db.transaction("entries", "readwrite").objectStore("entries");
        entries.getAll().onsuccess = ({ target: { result: [entry] } }) =>
          (entries.put({ ...entry, savedAt: Date.now() - age }).onsuccess = resolve);
      };
    })""", days * DAY)  # fmt: skip
    tool.open()
    mine = tool.page.get_by_role("button", name="Meine Übergaben 1 noch nicht gesendet")
    mine.wait_for()
    expect(tool.page.locator(".old")).to_have_count(int(has_badge))
    expect(tool.page.get_by_text("seit mehr als einem Tag")).to_be_visible(visible=has_number)


def test_what_became_of_them_is_told_in_one_word(till, tool, network):
    tool.hand_off(name="Rosa Beispiel")
    tool.go_on()
    tool.wait_until_sent()
    tool.tap("Meine Übergaben")
    tool.page.locator("#heard").get_by_text("angekommen").wait_for()
    tool.tap("Zurück")
    network.fault = "dead"
    tool.tap("Meine Übergaben")
    tool.page.get_by_text("Ohne Netz gibt es keine Nachricht.").wait_for()


def test_saved_means_that_the_disk_has_it_and_the_browser_is_asked_to_keep_it(tool):
    tool.page.evaluate("""() => {
      globalThis.durabilities = [];
      const { transaction } = IDBDatabase.prototype;
      IDBDatabase.prototype.transaction = function (...asked) {
        const begun = transaction.apply(this, asked);
        if (begun.mode === "readwrite") durabilities.push(begun.durability);
        return begun;
      };
      StorageManager.prototype.persist = async () => { globalThis.isAskedToKeep = true; };
    }""")
    tool.hand_off()
    assert set(tool.page.evaluate("durabilities")) == {"strict"}
    assert tool.page.evaluate("isAskedToKeep")


def test_a_full_phone_says_so_and_keeps_what_was_typed(tool):
    tool.page.evaluate("""() => {
      IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") };
    }""")
    for words in FOUR_TAPS:
        tool.tap(words)
    tool.page.get_by_text("konnte es nicht speichern").wait_for()
    assert tool.shows("card") and tool.remembered("entries") == []
    expect(tool.page.get_by_text("Gespeichert. Danke!")).to_be_hidden()
