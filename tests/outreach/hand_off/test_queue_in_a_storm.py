"""The real queue in a real browser before the real server, through whatever may happen in between.

At every moment each entry that was called saved is on the phone or on the server; in the end the
server has exactly what the phone was given receipts for, each once.
"""

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from store.database import rows
from tests.chromium import PHONE, Browser
from tests.outreach.hand_off.network import FAULTS
from tests.outreach.hand_off.till import Till
from tests.outreach.hand_off.tool import BACK, CLOCK, Tool

MOST_TABS = 3
# Long enough that something was tried, and sometimes not long enough for its answer.
A_MOMENT = 25
DAY = 86_400_000

# Thumbs are slow and tested elsewhere: here the same buttons are tapped without waiting for paint.
HAND_OFF = """async (name) => {
  const by = (id) => document.getElementById(id);
  const shown = () => document.body.dataset.shown;
  const tap = (which) => document.querySelector(`[data-view="${shown()}"] ${which}`).click();
  const next = {
    why: "[data-tap=reason]", where: "[data-tap=district]", consent: "[data-tap=agreed]",
    how: `[data-value=${name ? "consent" : "card"}]`, who: "[data-tap=named]",
    card: "[data-tap=done]", when: "[data-tap=done]", saved: "[data-tap=next]",
  };
  do {
    [by("name").value, by("contact").value] = [name || "Rosa", "030 23125 777"];
    const was = shown();
    tap(next[was]);
    while (shown() === was) await new Promise((resolve) => setTimeout(resolve, 5));
  } while (shown() !== "saved");
}"""
UNDO = """async () => {
  const undo = document.getElementById("undo");
  if (document.body.dataset.shown !== "saved" || undo.hidden) return false;
  undo.click();
  while (document.body.dataset.shown === "saved") await new Promise((r) => setTimeout(r, 5));
  return true;
}"""
GO_ON = """() => {
  if (document.body.dataset.shown === "saved") document.querySelector("[data-tap=next]").click();
}"""

faults = st.sampled_from(["", *FAULTS])
which_tab = st.integers(min_value=0, max_value=MOST_TABS - 1)


class Storm(RuleBasedStateMachine):
    """What may happen to a phone, as rules for Hypothesis to put together."""

    till: Till
    chromium: Browser

    @initialize()
    def a_new_phone(self):
        self.till.network.fault = ""
        self.owner = self.till.key_person()
        self.context = self.chromium.new_context(user_agent=PHONE)
        self.context.add_init_script(CLOCK)
        first = Tool.on(self.context, self.till.network.address)
        first.enrol(self.till.token(self.owner))
        first.page.evaluate("navigator.serviceWorker.ready")
        self.tabs, self.saved = [first], set()

    def tab(self, number):
        return self.tabs[number % len(self.tabs)]

    @rule(
        number=which_tab,
        name=st.sampled_from(["", "Rosa Beispiel"]),
        fault=faults,
        then=st.sampled_from(["go_on", "pocket", "nothing", "undo"]),
    )
    def hand_off(self, number, name, fault, then):
        tab, before = self.tab(number), self.on_the_phone() | self.acknowledged()
        self.till.network.fault = fault
        tab.page.evaluate(HAND_OFF, name)
        [entry_id] = (self.on_the_phone() | self.acknowledged()) - before
        self.saved.add(entry_id)
        if then == "undo":
            # Whatever asks for it to be sent: nobody has it before its undo is over.
            tab.page.evaluate(BACK)
            tab.page.wait_for_timeout(A_MOMENT)
            self.undo(number)
        elif then == "go_on":
            tab.page.evaluate(GO_ON)
        elif then == "pocket":
            tab.into_the_pocket()
        tab.page.wait_for_timeout(A_MOMENT)

    @rule(number=which_tab)
    def undo(self, number):
        before = self.on_the_phone()
        if self.tab(number).page.evaluate(UNDO):
            [entry_id] = before - self.on_the_phone() - self.acknowledged()
            self.saved.remove(entry_id)

    @rule(number=which_tab, fault=faults, how=st.sampled_from(["online", "pocket", "reload"]))
    def try_again(self, number, fault, how):
        tab = self.tab(number)
        self.till.network.fault = fault
        if how == "online":
            tab.page.evaluate(BACK)
        elif how == "pocket":
            tab.into_the_pocket()
        else:
            tab.open()
        tab.page.wait_for_timeout(A_MOMENT)

    @precondition(lambda self: len(self.tabs) < MOST_TABS)
    @rule()
    def one_more_tab(self):
        self.tabs.append(Tool.on(self.context, self.till.network.address))

    @rule(number=which_tab)
    def close_a_tab(self, number):
        tab = self.tab(number)
        tab.close()
        self.tabs.remove(tab)
        if not self.tabs:
            self.one_more_tab()

    @rule(number=which_tab, days=st.sampled_from([-1, 1]))
    def set_the_clock(self, number, days):
        self.tab(number).page.evaluate("setClock", days * DAY)

    @invariant()
    def nothing_is_lost(self):
        if self.tabs:
            assert self.saved <= self.on_the_phone() | self.acknowledged()

    @invariant()
    def a_receipt_is_never_given_for_nothing(self):
        if self.tabs:
            assert self.acknowledged() <= self.on_the_server().keys()

    def teardown(self):
        if not hasattr(self, "tabs"):
            return
        self.till.network.fault = ""
        last = Tool.on(self.context, self.till.network.address)
        for tab in self.tabs:
            tab.close()
        self.tabs = [last]
        last.open()
        last.wait_until_sent()
        assert self.acknowledged() == self.saved
        assert self.on_the_server() == dict.fromkeys(self.saved, 1)
        self.context.close()

    def on_the_phone(self):
        return {entry["id"] for entry in self.tabs[0].remembered("entries")}

    def acknowledged(self):
        return self.tabs[0].receipts()

    def on_the_server(self):
        sql = """SELECT receipt.entry, count(*) AS n FROM hand_off
        JOIN receipt USING (receipt) WHERE person_id = ? GROUP BY receipt.entry"""
        return {row["entry"]: row["n"] for row in rows(self.till.db, sql, self.owner)}


def test_what_is_acknowledged_is_what_the_server_has(till, network, chromium):
    run_state_machine_as_test(
        type("Storm", (Storm,), {"till": till, "chromium": chromium}),
        settings=settings(
            max_examples=10,
            stateful_step_count=10,
            deadline=None,
            # A browser is too slow to look for the shortest story.
            phases=[Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
