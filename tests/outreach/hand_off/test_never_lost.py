"""Whatever the network, the server, the phone or its owner does: saved is saved, and sent once."""

from datetime import date

import pytest
from playwright.sync_api import expect

from store import devices, districts, people
from tests.chromium import open_page
from tests.conftest import TUESDAY
from tests.outreach.hand_off.network import FAULTS
from tests.outreach.hand_off.tool import BACK, CLOCK, Tool
from tests.until import until

ROSA, HER_NUMBER = "Rosa Beispiel", "030 23125 777"
TO_CHECK = {"404", "413", "422"}
LOCKED_OUT = {"401", "403"}
DAY = 86_400_000


def is_kept(till, tool, entry_id):
    """Whether phone and server agree that an entry has arrived, once."""
    return till.kept(entry_id) == 1 and entry_id in tool.receipts()


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_but_a_receipt_takes_an_entry_off_the_phone(till, tool, network, fault):
    network.fault = fault
    entry_id = tool.hand_off(name=ROSA)
    tool.go_on()
    tool.wait_until_tried()
    [entry] = tool.remembered("entries")
    assert (entry["id"], tool.receipts()) == (entry_id, set())
    assert bool(entry["problem"]) == (fault in TO_CHECK)
    told = tool.page.get_by_text("Der Server lässt dieses Telefon gerade nicht herein.")
    expect(told).to_be_visible(visible=fault in LOCKED_OUT)
    tool.tap("Meine Übergaben 1 noch nicht gesendet")
    expect(tool.page.get_by_text("Bitte prüfen")).to_be_visible(visible=fault in TO_CHECK)
    network.fault = ""
    tool.page.evaluate(BACK)
    tool.wait_until_sent()
    assert is_kept(till, tool, entry_id)
    assert till.told(entry_id) == {"name": ROSA, "contact": HER_NUMBER}


def test_it_tries_again_by_itself_after_two_seconds_and_then_ever_less(till, tool, network):
    tool.stop_the_clock()
    network.fault = "500"
    entry_id = tool.hand_off()
    tool.go_on()
    for tries, pause in enumerate((2, 4, 8), 1):
        tool.wait_until_tried(tries)
        tool.page.clock.run_for((pause - 1) * 1000)
        assert network.tries(entry_id) == tries
        tool.page.clock.run_for(2000)
    tool.wait_until_tried(4)
    network.fault = ""
    tool.page.clock.run_for(300_000)
    tool.wait_until_sent()
    assert is_kept(till, tool, entry_id)


def test_what_the_server_cannot_take_holds_up_nothing(till, tool, network):
    network.fault = "422"
    first = tool.hand_off()
    tool.go_on()
    tool.wait_until_tried()
    network.fault = ""
    second = tool.hand_off()
    tool.go_on()
    until(lambda: second in tool.receipts())
    assert [entry["id"] for entry in tool.remembered("entries")] == [first]
    tool.tap("Meine Übergaben 1 noch nicht gesendet")
    tool.tap("Noch einmal versuchen")
    tool.wait_until_sent()
    assert is_kept(till, tool, first) and is_kept(till, tool, second)


def test_after_the_first_visit_it_opens_and_saves_without_a_network(till, tool, network):
    tool.page.evaluate("navigator.serviceWorker.ready")
    tool.page.context.set_offline(True)
    network.fault = "dead"
    tool.open()
    entry_id = tool.hand_off(name=ROSA)
    tool.go_on()
    tool.open()
    assert [entry["id"] for entry in tool.remembered("entries")] == [entry_id]
    network.fault = ""
    tool.page.context.set_offline(False)
    tool.wait_until_sent()
    assert is_kept(till, tool, entry_id)


def test_a_new_version_is_kept_whole_or_not_at_all(till, tool, network):
    """A hotel answers for our document while the rest comes through."""
    tool.page.evaluate("navigator.serviceWorker.ready")
    districts.named(till.db, "Neustadt")
    update = """async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const coming = registration.installing ?? registration.waiting;
      if (coming) await new Promise((resolve) => {
        coming.onstatechange = () => ["activated", "redundant"].includes(coming.state) && resolve();
      });
      return coming?.state;
    }"""
    network.fault = "portal_page"
    assert tool.page.evaluate(update) == "redundant"
    tool.open()
    expect(tool.page.get_by_label("Woanders")).not_to_contain_text("Neustadt")
    network.fault = ""
    assert tool.page.evaluate(update) == "activated"
    network.fault = "dead"
    tool.open()
    tool.tap("Ist neu hier")
    tool.page.get_by_label("Woanders").select_option("Neustadt")


def test_the_worker_keeps_the_tool_and_no_answer(tool):
    tool.hand_off(name=ROSA)
    tool.go_on()
    tool.wait_until_sent()
    tool.tap("Meine Übergaben")
    tool.page.locator("#heard").get_by_text("angekommen").wait_for()
    kept = tool.page.evaluate("""async () => {
      const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
      const kept = (await Promise.all(caches_.map((cache) => cache.keys()))).flat();
      return kept.map(({ url }) => new URL(url).pathname);
    }""")
    assert "/hand-off" in kept
    assert [path for path in kept if not path.startswith("/hand-off/files/")] == ["/hand-off"]


def test_two_tabs_send_each_entry_once(till, tool, network):
    network.fault = "dead"
    other = Tool.on(tool.page.context, tool.address)
    ids = []
    for tab in (tool, other, tool, other):
        ids.append(tab.hand_off())
        tab.go_on()
    network.fault = ""
    for tab in (tool, other):
        tab.page.evaluate(BACK)
    tool.wait_until_sent()
    assert all(is_kept(till, other, entry_id) for entry_id in ids)
    assert [network.tries(entry_id, "") for entry_id in ids] == [1, 1, 1, 1]


def test_a_tab_closed_while_it_sends_loses_and_doubles_nothing(till, tool, network):
    network.gate.clear()
    entry_id = tool.hand_off()
    tool.go_on()
    network.wait_for(entry_id)
    context = tool.page.context
    tool.close()
    network.gate.set()
    tool = Tool.on(context, tool.address)
    tool.wait_until_sent()
    assert is_kept(till, tool, entry_id)


@pytest.mark.parametrize("days", [-1.1, 1.1])
def test_a_clock_a_day_off_is_no_reason_to_lose_anything(till, network, chromium, days):
    with open_page(chromium, width=390) as page:
        page.add_init_script(CLOCK)
        tool = Tool(page, network.address)
        tool.open()
        tool.enrol(till.token())
        page.evaluate("setClock", days * DAY)
        entry_id = tool.hand_off()
        tool.go_on()
        tool.wait_until_sent()
        assert is_kept(till, tool, entry_id)


@pytest.mark.parametrize("why", ["unknown_device", "untrained"])
def test_a_phone_put_out_keeps_what_it_has_and_says_why(till, network, chromium, why):
    owner = till.key_person()
    with open_page(chromium, width=390) as page:
        tool = Tool(page, network.address)
        tool.open()
        tool.enrol(till.token(owner))
        if why == "unknown_device":
            devices.end_all(till.db, owner, now=TUESDAY)
        else:
            trained_until_on = people.get(till.db, owner).trained_until_on
            people.train(till.db, owner, until_on=date(2020, 2, 29))
        entry_id = tool.hand_off(name=ROSA)
        tool.go_on()
        said = {"unknown_device": "wurde abgemeldet", "untrained": "muss aufgefrischt werden"}
        page.get_by_text(said[why]).wait_for()
        assert [entry["id"] for entry in tool.remembered("entries")] == [entry_id]
        if why == "unknown_device":
            tool.enrol(till.token(owner))
        else:
            people.train(till.db, owner, until_on=trained_until_on)
            page.evaluate(BACK)
        tool.wait_until_sent()
        assert is_kept(till, tool, entry_id)
        expect(page.get_by_text(said[why])).to_be_hidden()


def test_another_language_is_kept_from_then_on(tool, network):
    tool.page.evaluate("navigator.serviceWorker.ready")
    tool.page.goto(f"{network.address}/hand-off?lang=tr")
    expect(tool.page.locator("html")).to_have_attribute("lang", "tr")
    tool.page.evaluate("""async () => {
      const registration = await navigator.serviceWorker.ready;
      const isThere = ({ active }) =>
        active.scriptURL.endsWith("lang=tr") && active.state === "activated";
      while (!isThere(registration)) await new Promise((resolve) => setTimeout(resolve, 20));
    }""")
    network.fault = "dead"
    tool.page.goto(f"{network.address}/hand-off")
    expect(tool.page.locator("html")).to_have_attribute("lang", "tr")
