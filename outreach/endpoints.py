"""Endpoints that are public by name; whatever is not listed here asks who somebody is."""

# They know no session, no cookie and nobody.
KIOSK_ENDPOINTS = frozenset(
    {
        "beacons.beacon",
        "cards.ask",
        "cards.correct",
        "cards.in_hand",
        "cards.show",
        "cards.tell_anew",
        "cards.want_nothing",
        "cards.wish",
        "cards.withdraw",
        "doors.ask_for_company",
        "doors.bring",
        "doors.company",
        "doors.door",
        "healthz",
        "htmx_script",
        "line_pages.get_off",
        "line_pages.get_off_any_line",
        "line_pages.show",
        "passkeys_script",
        "public.front_door",
        "public.mark",
        "public.near_placement",
        "public.offer",
        "public.offer_calendar",
        "public.offer_list",
        "public.paper",
        "public.start",
        "public.static",
        "screens.document",
        "screens.first",
        "screens.heartbeat",
        "screens.pair",
        "screens.pairing",
        "screens.said",
        "screens.worker",
        "staff_style",
        "typed_codes.typed",
        "typed_codes.unknown",
    }
)
# Where a session begins.
DOOR_ENDPOINTS = frozenset(
    {
        "demo_entry.enter",
        "demo_entry.show",
        "enrolment.accept",
        "enrolment.invitation",
        "enrolment.recover",
        "passkeys.challenge",
        "passkeys.enter",
        "sign_in.enter",
        "sign_in.show",
    }
)
# What opens with a secret in its address, because calendar programs have no cookie.
FEED_ENDPOINTS = frozenset({"pilot_calendar.feed"})
# What opens with a secret in its address, because partners have no account.
PARTNER_ENDPOINTS = frozenset(
    {
        "partner_meetings.answer",
        "partner_meetings.show",
        "partner_translations.send",
        "partner_translations.show",
    }
)
# The same for everybody, so that a phone may keep them; whose phone it is, its requests say.
HAND_OFF_ENDPOINTS = frozenset(
    {
        "hand_off.card",
        "hand_off.file",
        "hand_off.icon",
        "hand_off.manifest",
        "hand_off.tool",
        "hand_off.worker",
        "hand_off_card.enrol",
    }
)
PUBLIC_ENDPOINTS = (
    KIOSK_ENDPOINTS | DOOR_ENDPOINTS | FEED_ENDPOINTS | PARTNER_ENDPOINTS | HAND_OFF_ENDPOINTS
)
