"""Who may go where without a name: listed here, or a test fails."""

import re
from pathlib import Path

from outreach.endpoints import KIOSK_ENDPOINTS

PERMANENT = Path(__file__).with_name("permanent_urls.txt")

# Everybody may ask for these, without a name or a cookie; all others are guarded.
PUBLIC = {
    "cards.ask": {"POST"},
    "cards.correct": {"POST"},
    "cards.in_hand": {"GET"},
    "cards.show": {"GET"},
    "cards.tell_anew": {"GET"},
    "cards.want_nothing": {"POST"},
    "cards.wish": {"GET"},
    "cards.withdraw": {"POST"},
    "doors.ask_for_company": {"POST"},
    "doors.bring": {"POST"},
    "doors.company": {"GET"},
    "doors.door": {"GET"},
    "htmx_script": {"GET"},
    "line_pages.get_off": {"GET"},
    "line_pages.get_off_any_line": {"GET"},
    "line_pages.show": {"GET"},
    "passkeys_script": {"GET"},
    "staff_style": {"GET"},
    "healthz": {"GET"},
    "public.front_door": {"GET"},
    "public.start": {"GET"},
    "public.near_placement": {"GET"},
    "public.offer_list": {"GET"},
    "public.offer": {"GET"},
    "public.offer_calendar": {"GET"},
    "public.paper": {"GET"},
    "public.mark": {"GET"},
    "public.static": {"GET"},
    "screens.document": {"GET"},
    "screens.first": {"GET"},
    "screens.heartbeat": {"POST"},
    "screens.pair": {"POST"},
    "screens.said": {"GET"},
    "screens.worker": {"GET"},
    "screens.pairing": {"GET"},
    "typed_codes.typed": {"GET"},
    "typed_codes.unknown": {"GET"},
    "beacons.beacon": {"POST"},
}


def rules(browse):
    return list(browse.client.application.url_map.iter_rules())


def test_every_route_is_listed_with_what_may_be_done_there(browse):
    found: dict[str, set[str]] = {}
    for rule in rules(browse):
        if rule.endpoint in KIOSK_ENDPOINTS:
            found.setdefault(rule.endpoint, set()).update(rule.methods - {"HEAD", "OPTIONS"})
    assert found == PUBLIC


def test_addresses_once_given_out_are_answered_for_ever(browse):
    answered = {re.sub("<[^>]*>", "<>", rule.rule) for rule in rules(browse)}
    promised = {
        line for line in PERMANENT.read_text("utf-8").splitlines() if not line.startswith("#")
    }
    assert promised - answered == set(), "promised, and nobody answers"
    assert answered - promised == set(), "new: add it to permanent_urls.txt, for good"
