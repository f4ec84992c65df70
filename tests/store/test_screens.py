"""A screen comes on, tells of itself, hears what the desk wishes, and is switched off."""

from datetime import UTC, date, datetime, timedelta

import pytest

from store import heartbeats, screens
from store.errors import Gone, NotFound, Taken
from store.heartbeats import Told
from store.screen_profiles import PROFILES

NOW = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)
TOLD = Told("1", "d0c", "2026-05-05T07:59:00+00:00", "de", "attract", 7, "p1c", 9_000_000, "", 0)


@pytest.fixture
def bench(town):
    return town.poster("Bank am Kesselbrink")


@pytest.fixture
def key(db, bench):
    return screens.add(db, bench.id, profile="bench-15", languages=("de", "tr"), now=NOW)


def test_a_screen_is_known_by_its_key_alone(db, bench, key):
    screen = screens.by_key(db, key)
    assert (screen.placement, screen.profile.name) == (bench, "bench-15")
    assert (screen.languages, screen.radius_m, screen.quiet) == (("de", "tr"), 1_500, None)
    assert key not in str(list(db["screen"].rows))
    with pytest.raises(NotFound):
        screens.by_key(db, key[:-1])
    with pytest.raises(Taken):
        screens.add(db, bench.id, profile="stele-32", languages=("de",), now=NOW)


def test_no_key_looks_like_an_option_of_a_command(db, bench, monkeypatch):
    drawn = iter(["-begins-with-a-dash---", "begins-with-a-letter--"])
    monkeypatch.setattr("secrets.token_urlsafe", lambda length: next(drawn))
    key = screens.add(db, bench.id, profile="bench-15", languages=("de",), now=NOW)
    assert key == "begins-with-a-letter--"


def test_what_it_shows_can_be_said_anew(db, key):
    screen = screens.settle(
        db,
        screens.by_key(db, key).id,
        languages=("ls",),
        radius_m=800,
        categories=("Essen & Trinken", "Musik"),
        quiet=("22:00", "07:00"),
        has_printer=True,
    )
    assert (screen.radius_m, screen.categories) == (800, ("Essen & Trinken", "Musik"))
    assert screen.quiet == ("22:00", "07:00") and screen.has_printer


def test_a_code_typed_at_the_device_gives_it_a_new_key_once(db, key):
    screen = screens.by_key(db, key)
    typed = screens.offer_pairing(db, screen.id, now=NOW)
    paired = screens.pair(db, f" {typed[:4].lower()} {typed[4:]}", now=NOW)
    assert screens.by_key(db, paired) == screen
    for gone in (lambda: screens.by_key(db, key), lambda: screens.pair(db, typed, now=NOW)):
        with pytest.raises(NotFound):
            gone()


def test_a_code_lasts_half_an_hour(db, key):
    typed = screens.offer_pairing(db, screens.by_key(db, key).id, now=NOW)
    with pytest.raises(Gone):
        screens.pair(db, typed, now=NOW + timedelta(minutes=30))


def test_a_screen_that_was_switched_off_is_gone_until_it_is_paired_anew(db, key):
    screen = screens.by_key(db, key)
    typed = screens.offer_pairing(db, screen.id, now=NOW)
    screens.revoke(db, screen.id, now=NOW)
    with pytest.raises(Gone):
        screens.by_key(db, key)
    with pytest.raises(NotFound):
        screens.pair(db, typed, now=NOW)
    again = screens.offer_pairing(db, screen.id, now=NOW)
    assert not screens.by_key(db, screens.pair(db, again, now=NOW)).is_revoked


def test_a_heartbeat_carries_back_what_the_desk_wishes_once(db, key):
    screen = screens.by_key(db, key)
    screens.wish_for(db, screen.id, "restart", now=NOW)

    def beat(visits):
        return heartbeats.beat(
            db, screen.id, TOLD, visits=visits, touches=9, day=date(2026, 5, 5), now=NOW
        )

    assert (beat(1), beat(2)) == ("restart", "")
    assert heartbeats.find(db, screen.id).told == TOLD
    counted = dict(next(iter(db["screen_day"].rows)))
    assert (counted["beats"], counted["visits"], counted["touches"]) == (2, 3, 18)


def test_who_has_not_told_for_five_minutes_is_missed(db, key):
    screen = screens.by_key(db, key)
    later = [NOW + timedelta(minutes=minutes) for minutes in (60, 65, 66)]
    assert heartbeats.unseen(db, now=later[0]) == []  # nobody has connected it yet
    heartbeats.beat(db, screen.id, TOLD, visits=0, touches=0, day=date(2026, 5, 5), now=later[0])
    assert (heartbeats.unseen(db, now=later[1]), heartbeats.unseen(db, now=later[2])) == ([], [1])
    screens.revoke(db, screen.id, now=NOW)
    assert heartbeats.unseen(db, now=later[2]) == []


@pytest.mark.parametrize(
    ("name", "large"), [("library-21", 42), ("bench-15", 49)], ids=["21.5 inches", "15.6 inches"]
)
def test_letters_are_as_large_as_the_eye_needs(name, large):
    """The figures of the design: 0.7° at 60 cm and at 50 cm."""
    assert abs(PROFILES[name].font_px(degrees=0.7) - large) <= 1


def test_heights_above_the_floor_are_pixels_of_the_picture():
    stele = PROFILES["stele-32"]
    assert stele.is_portrait()
    assert stele.y_px(above_floor_cm=stele.lower_edge_cm) == stele.height_px
    assert 0 < stele.y_px(above_floor_cm=122) < stele.y_px(above_floor_cm=105)
    assert stele.px(mm=20) / stele.px_a_mm() >= 20
