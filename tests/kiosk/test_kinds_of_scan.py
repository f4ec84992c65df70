"""Who scans: a person, a machine, or nobody can tell. All are counted, none is added up wrongly."""

import pytest

from store.database import rows

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
QR_APP = "Mozilla/5.0 (Linux; Android 13) QR-Scanner/4.2 Chrome/120.0 Mobile Safari/537.36"
SILENT = {"Sec_Fetch_Mode": "", "Sec_Fetch_Dest": ""}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("person", {}),
        ("person", {"User_Agent": QR_APP}),
        ("unclear", {**SILENT, "User_Agent": IPHONE}),
        ("unclear", {**SILENT, "User_Agent": ""}),
        ("unclear", {"Sec_Fetch_Dest": "image"}),
        ("unclear", {"Sec_Fetch_Mode": "cors"}),
        ("prefetch", {"Sec_Purpose": "prefetch;prerender"}),
        ("prefetch", {"Purpose": "prefetch"}),
        ("prefetch", {"X_Moz": "prefetch"}),
        ("prefetch", {"X_Purpose": "preview"}),
        ("bot", {"User_Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}),
        ("bot", {"User_Agent": "WhatsApp/2.23.20 A", **SILENT}),
        ("bot", {"User_Agent": "facebookexternalhit/1.1"}),
        ("bot", {"User_Agent": "curl/8.5.0"}),
    ],
)
def test_a_scan_is_counted_as_what_it_says_it_is(town, browse, kind, said):
    poster = town.poster()
    assert browse.get(f"/q/{poster.code}", **said).status == 302
    assert town.scans(poster) == {kind: 1}


def test_a_messenger_that_looks_before_anybody_taps_is_a_preview(town, browse):
    poster = town.poster()
    answer = browse.client.head(f"/q/{poster.code}")
    assert (answer.status_code, answer.data) == (302, b"")
    assert town.scans(poster) == {"preview": 1}


def test_a_typed_code_is_told_from_a_scanned_one(town, browse):
    poster = town.poster()
    browse.get(f"/k/{poster.code}")
    browse.get(f"/k/{poster.code}", User_Agent="curl/8.5.0")
    assert town.scans(poster) == {"typed": 1, "bot": 1}


def test_only_who_may_be_a_person_makes_the_pattern_of_the_week(town, browse, clock):
    poster = town.poster()
    browse.get(f"/q/{poster.code}")
    browse.get(f"/k/{poster.code}")
    browse.get(f"/q/{poster.code}", User_Agent="curl/8.5.0")
    clock.shift(86_400 * 7 + 60)
    browse.get(f"/q/{poster.code}", **SILENT)
    assert rows(town.db, "SELECT weekday, hour, n FROM scan_pattern") == [
        {"weekday": 1, "hour": 10, "n": 3}
    ]
    assert [row["day"] for row in rows(town.db, "SELECT DISTINCT day FROM scan_day")] == [
        "2026-05-05",
        "2026-05-12",
    ]


def test_a_scan_at_night_counts_for_the_day_in_town(town, browse, clock):
    poster = town.poster()
    clock.shift(13 * 3600 + 1800)  # 21:30 UTC, 23:30 in town
    browse.get(f"/q/{poster.code}")
    clock.shift(3600)
    browse.get(f"/q/{poster.code}")
    found = rows(town.db, "SELECT day, n FROM scan_day ORDER BY day")
    assert found == [{"day": "2026-05-05", "n": 1}, {"day": "2026-05-06", "n": 1}]


def test_reload_and_sharing_do_not_count_again(town, browse):
    poster = town.poster()
    address = browse.get(f"/q/{poster.code}").headers["Location"]
    for _ in range(3):
        assert poster.code not in browse.get(address).html
    assert town.scans(poster) == {"person": 1}


def test_a_user_agent_of_any_length_is_answered(town, browse):
    poster = town.poster()
    endless = "Mozilla/5.0 " + "(compatible " * 5_000
    assert browse.get(f"/q/{poster.code}", User_Agent=endless).status == 302
