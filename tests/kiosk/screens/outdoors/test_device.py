"""What an installer copies to a device (docs/kiosk.md) does what it says."""

import json
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from store import heartbeats, screens
from tests import chromium as chromium_browser
from tests.until import until

DOCS = Path(__file__).parents[4] / "docs"
FILES = DOCS / "kiosk"


def run(name, *words, address, **more):
    environment = os.environ | {"BEGEGNUNG_SCREEN_ADDRESS": str(address)} | more
    command = [str(FILES / name), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(shutil.which("curl") is None, reason="the device has curl, this machine not")
def test_a_code_from_the_desk_connects_a_device_once(server, town, key, tmp_path):
    kept, screen = tmp_path / "address", screens.by_key(town.db, key)
    wrong = run("begegnung-screen-pair", server.address, "00000000", address=kept)
    assert (wrong.returncode, kept.exists()) == (1, False)
    code = screens.offer_pairing(town.db, screen.id, now=server.now())
    paired = run("begegnung-screen-pair", f"{server.address}/", code.lower(), address=kept)
    assert paired.returncode == 0, paired.stderr
    address = kept.read_text("utf-8").strip()
    assert screens.by_key(town.db, address.split("/")[-2]).id == screen.id
    assert kept.stat().st_mode & 0o007 == 0 and address not in paired.stdout + paired.stderr
    before = kept.read_text("utf-8")
    again = run("begegnung-screen-pair", server.address, code, address=kept)
    assert (again.returncode, kept.read_text("utf-8")) == (1, before)


@pytest.mark.skipif(shutil.which("chromium") is None, reason="the device has Debian's chromium")
def test_the_browser_starts_with_these_flags_and_the_desk_hears_of_it(server, town, key, tmp_path):
    address, screen = tmp_path / "address", screens.by_key(town.db, key)
    address.write_text(f"{server.address}/screen/{key}/\n", "utf-8")
    # As on a device, but for a picture nobody sees.
    unseen = ["--headless", *chromium_browser.how()["args"]]
    environment = os.environ | {
        "BEGEGNUNG_SCREEN_ADDRESS": str(address),
        "STATE_DIRECTORY": str(tmp_path / "state"),
    }
    browser = subprocess.Popen(
        [str(FILES / "begegnung-screen"), *unseen],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until(lambda: heartbeats.find(town.db, screen.id))
        # The copy for times without a network lies where the service may write.
        until(lambda: list((tmp_path / "state").rglob("Service Worker/CacheStorage")))
    finally:
        os.killpg(browser.pid, signal.SIGKILL)
        browser.wait()
    heard = heartbeats.find(town.db, screen.id)
    assert heard is not None and heard.told.state == "attract"


def test_the_policy_allows_our_screens_and_nothing_that_would_wipe_their_copy():
    policy = json.loads((FILES / "policy.json").read_text("utf-8"))
    assert policy["URLBlocklist"][0] == "*"
    assert policy["URLAllowlist"] == ["https://begegnung.musterstadt.example/screen"]
    assert (policy["DeveloperToolsAvailability"], policy["DownloadRestrictions"]) == (2, 3)
    assert policy["PrintingEnabled"] is False
    wiping = {"ClearBrowsingDataOnExitList", "BrowsingDataLifetime", "DefaultCookiesSetting"}
    assert wiping.isdisjoint(policy)
    flags = (FILES / "begegnung-screen").read_text("utf-8")
    assert "--incognito" not in re.sub("(?m)^#.*", "", flags)


def test_the_guide_installs_every_file_that_lies_beside_it():
    guide = (DOCS / "kiosk.md").read_text("utf-8")
    commands = "\n".join(re.findall(r"```sh\n(.*?)```", guide, re.DOTALL))
    assert [path.name for path in FILES.iterdir() if path.name not in commands] == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_understands_the_units(tmp_path):
    for unit in [*FILES.glob("*.service"), *FILES.glob("*.timer")]:
        # What the units start is on the device, not here.
        text = re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text("utf-8"))
        (tmp_path / unit.name).write_text(text, "utf-8")
    for unit in tmp_path.iterdir():
        verified = subprocess.run(
            ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
        )
        assert (verified.returncode, verified.stderr) == (0, "")
    timer = (FILES / "begegnung-screen-night.timer").read_text("utf-8")
    assert "OnCalendar=*-*-* 03:30:00" in timer
