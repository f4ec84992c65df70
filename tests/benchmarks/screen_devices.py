"""A screen's device: how soon one can read, how soon a tap is answered, and whether it grows."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests import chromium
from tests.benchmarks import big_town
from tests.benchmarks.figure import Figure
from tests.benchmarks.screens import connected
from tests.serving import serving

# About what a small computer on a bench has of the processor of a desk.
SLOWER = 4
STARTS = 5
CYCLES, WARM_UP, AT_ONCE = 2_000, 200, 100

# Notes when the page is ready and painted, and how long each tap took to be answered by a picture.
WATCH = """
window.taps = [];
new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) if (name === "click") taps.push(duration);
}).observe({ type: "event", durationThreshold: 16, buffered: true });
new MutationObserver((_, watch) => {
  if (!document.documentElement?.dataset.on) return;
  watch.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.readable = performance.now(); }));
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-on"] });
"""
# A visit: wakes it, looks at a list and an offer, at the page for emergencies, and clears all.
VISITS = """(times) => {
  const press = (wanted) => document.querySelector(wanted).click();
  for (let n = 0; n < times; n += 1) {
    document.body.click();
    for (const wanted of ["#start [data-topic=week]", "#list .card", "[data-does=crisis]",
      "[data-mode=size]", "[data-mode=size]", "[data-does=done]"]) press(wanted);
  }
}"""
TAPS = ("#start [data-topic=week]", "#list .card", ".ways [data-does=take-away]")


def figures(*, seconds: float) -> Iterator[Figure]:
    """One device with 300 offers within reach, in a real browser."""
    with big_town.visited() as folder:
        [key] = connected(folder, 1)
        with serving(folder) as address, _device() as (page, tools):
            where = f"{address}/screen/{key}/de"
            yield from _starts(page, tools, where)
            for slower in (1, SLOWER):
                yield _taps(page, tools, where, slower=slower)
            yield from _cycles(page, tools, where)


@contextmanager
def _device() -> Iterator[tuple[Page, CDPSession]]:
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        context = browser.new_context(viewport={"width": 1920, "height": 1080}, has_touch=True)
        page = context.new_page()
        page.add_init_script(WATCH)
        yield page, context.new_cdp_session(page)
        browser.close()


def _starts(page: Page, tools: CDPSession, where: str) -> Iterator[Figure]:
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    for how, is_offline in (("over the network", False), ("kept, without a network", True)):
        page.context.set_offline(is_offline)
        took = [_readable_after(page, where) for _ in range(STARTS)]
        page.wait_for_timeout(5_000)
        told = ", ".join(f"{ms:.0f}" for ms in took)
        what = f"start to readable, {how}, slowest"
        yield Figure(what, max(took), "ms", at_most=1_000, beside=f"CPU / {SLOWER}: {told}")
    page.context.set_offline(False)


def _readable_after(page: Page, where: str) -> float:
    page.goto(where)
    while not page.evaluate("window.readable"):
        page.wait_for_timeout(20)
    return float(page.evaluate("window.readable"))


def _taps(page: Page, tools: CDPSession, where: str, *, slower: int) -> Figure:
    tools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    _readable_after(page, where)
    for _ in range(STARTS):
        page.touchscreen.tap(900, 400)
        for wanted in TAPS:
            page.wait_for_timeout(500)
            page.locator(wanted).first.tap()
        page.wait_for_timeout(500)
        page.locator("[data-does=done]").tap()
        page.wait_for_timeout(500)
    took = sorted(page.evaluate("taps"))
    told = f"CPU / {slower}, {len(took)} taps slower than 16 ms, p50 {took[len(took) // 2]:.0f} ms"
    return Figure("tap to next view, slowest", took[-1], "ms", at_most=100, beside=told)


def _cycles(page: Page, tools: CDPSession, where: str) -> Iterator[Figure]:
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    tools.send("Performance.enable")
    _readable_after(page, where)
    page.evaluate(VISITS, WARM_UP)
    before = _measured(tools)
    for _ in range(CYCLES // AT_ONCE):
        page.evaluate(VISITS, AT_ONCE)
    after = _measured(tools)
    grown = (after["JSHeapUsedSize"] / before["JSHeapUsedSize"] - 1) * 100
    told = f"from {before['JSHeapUsedSize'] / 1e6:.2f} to {after['JSHeapUsedSize'] / 1e6:.2f} MB"
    yield Figure(f"heap after {CYCLES} visits, grown by", grown, "%", at_most=10, beside=told)
    for what, name in (("nodes", "Nodes"), ("listeners", "JSEventListeners")):
        told = f"from {before[name]:.0f} to {after[name]:.0f}"
        more = after[name] - before[name]
        yield Figure(f"{what} after {CYCLES} visits, more", more, "", at_most=0, beside=told)


def _measured(tools: CDPSession) -> dict[str, float]:
    tools.send("HeapProfiler.collectGarbage")
    measured = tools.send("Performance.getMetrics")["metrics"]
    return {metric["name"]: metric["value"] for metric in measured}
