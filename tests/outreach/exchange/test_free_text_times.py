import re
from datetime import time

import pytest

from outreach.exchange.free_text_times import ProposedTime, understand

NO_TIMES = """
Beratung nach Vereinbarung | Termine im Aushang | Menschen ab 60 | bis 18 Jahre | Tel. 9-16
seit 2014 | Sonntagsbraten | die Freitagsgruppe | Sonntags-Café 15 Uhr | Rottstr. 24-26
Eintritt 5,00 € | Mitte | Sohn | Donner | fr. Müller | So kommen Sie | So um 14 Uhr geht es los
Di, Mi | Mo-Fr | Mo 24-26 | montags 25 Uhr | montags 14.75 Uhr | Mo 12–9 Uhr | Freitag 2 h Kurs
Montag 5.00 € | montags halb 3 Uhr | Montag bis 12 Uhr | Mo bis ca. 12 Uhr
montags abends 7 Uhr | Am Sonntag war es schön | 31.02.2026 um 15 Uhr | Sonntag, 05.12.2026
am 5. Dezember um 15 Uhr | Sonntag, 5.12., 15 Uhr | vom 05.12.2026 bis 07.12.2026
5.–7. Dezember 2026 | ab dem 05.12.2026 montags 10 Uhr | nächster Termin: Montag, 10 Uhr
am kommenden Montag 10 Uhr | ab Montag 10 Uhr | Anmeldung: Mo–Fr 9–12 Uhr
Mo–Fr 9–12 Uhr telefonisch erreichbar | Kirchstr. 2. Dienstag 14 Uhr | jeden 6. Montag im Monat
einmal im Monat dienstags 10 Uhr | jeden zweiten Monat am 2. Dienstag
im Winter montags 10 Uhr | jeden Dienstag von April bis Oktober | montags oder dienstags 10 Uhr
"""


def times(prose):
    """What was understood, short: 'WEEKLY;BYDAY=MO 9:00–12:00', a date instead of a rule."""
    return [_line(found) for found in understand(prose)]


def _line(found):
    days = found.rule.removeprefix("FREQ=") if found.rule else str(found.on)
    starts, ends = (
        f"{at:%H:%M}".lstrip("0") if at else "" for at in (found.starts_at, found.ends_at)
    )
    return f"{days} {starts}{'–' + ends if ends else ''}".rstrip()


WORKDAYS = "WEEKLY;BYDAY=MO,TU,WE,TH,FR"


@pytest.mark.parametrize(
    ("prose", "understood"),
    [
        ("Treffen jeden 2. Dienstag im Monat, um 14.00 Uhr, im Saal", "MONTHLY;BYDAY=2TU 14:00"),
        ("montags 10 Uhr am Stand im Hof", "WEEKLY;BYDAY=MO 10:00"),
        ("Jeden Donnerstag ist Mittagstisch.", "WEEKLY;BYDAY=TH"),
        ("jeden Donnerstag Mittagstisch im Hof um 12 Uhr", "WEEKLY;BYDAY=TH 12:00"),
        ("montags bis freitags 9–12 Uhr", f"{WORKDAYS} 9:00–12:00"),
        ("Treffpunkte im Quartier; mo-fr 9-16 Uhr, Beratung extra", f"{WORKDAYS} 9:00–16:00"),
        ("Mo.–Fr. 8 – 12 Uhr", f"{WORKDAYS} 8:00–12:00"),
        ("MO-FR: 8.00-12.30 UHR", f"{WORKDAYS} 8:00–12:30"),
        ("9–12 Uhr (Mo–Fr)", f"{WORKDAYS} 9:00–12:00"),
        ("Mo–Fr, täglich 9–12 Uhr", f"{WORKDAYS} 9:00–12:00"),
        ("werktags", WORKDAYS),
        ("Mo. + Mi. 10 bis 12 h", "WEEKLY;BYDAY=MO,WE 10:00–12:00"),
        ("montags, mittwochs und freitags ab 14 Uhr", "WEEKLY;BYDAY=MO,WE,FR 14:00"),
        ("Termine: Dienstags 15h", "WEEKLY;BYDAY=TU 15:00"),
        ("dienstags 15h30", "WEEKLY;BYDAY=TU 15:30"),
        ("Sonntag 11:30 Uhr", "WEEKLY;BYDAY=SU 11:30"),
        ("um 15 Uhr jeden Dienstag", "WEEKLY;BYDAY=TU 15:00"),
        ("jeden Dienstagnachmittag zwischen 15 und 17 Uhr", "WEEKLY;BYDAY=TU 15:00–17:00"),
        ("am Wochenende 14 bis 17 Uhr", "WEEKLY;BYDAY=SA,SU 14:00–17:00"),
        ("Fr–Mo 10-18 Uhr", "WEEKLY;BYDAY=MO,FR,SA,SU 10:00–18:00"),
        ("täglich 10–18 Uhr", "DAILY 10:00–18:00"),
        ("Jeden letzten Freitag im Monat Tanztee", "MONTHLY;BYDAY=-1FR"),
        ("jeden dritten Sonntag des Monats", "MONTHLY;BYDAY=3SU"),
        ("an jedem vorletzten Samstag im Monat 14 h", "MONTHLY;BYDAY=-2SA 14:00"),
        ("1. und 3. Mittwoch", "MONTHLY;BYDAY=1WE,3WE"),
        (
            "jeden ersten und dritten Montag im Monat von 15 bis 17:30 Uhr",
            "MONTHLY;BYDAY=1MO,3MO 15:00–17:30",
        ),
        ("alle 14 Tage mittwochs", "WEEKLY;INTERVAL=2;BYDAY=WE"),
        ("mittwochs 16–18 Uhr, alle zwei Wochen", "WEEKLY;INTERVAL=2;BYDAY=WE 16:00–18:00"),
        ("14-tägig donnerstags", "WEEKLY;INTERVAL=2;BYDAY=TH"),
        ("jede zweite Woche am Montag", "WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("Wir treffen uns jede Woche am Montag", "WEEKLY;BYDAY=MO"),
        ("am 5. Dezember 2026 um 15 Uhr", "2026-12-05 15:00"),
        ("Samstag, den 5. Dez. 2026, 15 Uhr", "2026-12-05 15:00"),
        ("Fest: 05.12.2026, 15–17 Uhr", "2026-12-05 15:00–17:00"),
        ("5.12.26 (Sa.) 15–17 Uhr", "2026-12-05 15:00–17:00"),
    ],
)
def test_a_time_is_read_as_the_prose_says_it(prose, understood):
    assert times(prose) == [understood]


@pytest.mark.parametrize(
    ("prose", "understood"),
    [
        (
            "Mo 9–12 Uhr, Do 14–17 Uhr",
            ["WEEKLY;BYDAY=MO 9:00–12:00", "WEEKLY;BYDAY=TH 14:00–17:00"],
        ),
        (
            "mo-do 9-16, fr 9-13 Uhr",
            ["WEEKLY;BYDAY=MO,TU,WE,TH 9:00–16:00", "WEEKLY;BYDAY=FR 9:00–13:00"],
        ),
        (
            "9–12 Uhr montags, 14–17 Uhr donnerstags",
            ["WEEKLY;BYDAY=MO 9:00–12:00", "WEEKLY;BYDAY=TH 14:00–17:00"],
        ),
        (
            "montags 9–12 und 14–17 Uhr",
            ["WEEKLY;BYDAY=MO 9:00–12:00", "WEEKLY;BYDAY=MO 14:00–17:00"],
        ),
        (
            "Café; montags und mittwochs ab 14 Uhr. Jeden letzten Freitag im Monat Tanztee.",
            ["WEEKLY;BYDAY=MO,WE 14:00", "MONTHLY;BYDAY=-1FR"],
        ),
        (
            "05.12.2026 und 12.12.2026 jeweils 15 Uhr",
            ["2026-12-05 15:00", "2026-12-12 15:00"],
        ),
        (
            "Montag: 9-12 Uhr\nDienstag: 14-17 Uhr\nMittwoch: geschlossen",
            ["WEEKLY;BYDAY=MO 9:00–12:00", "WEEKLY;BYDAY=TU 14:00–17:00"],
        ),
        ("Mo 9-12. Di 10-12.", ["WEEKLY;BYDAY=MO 9:00–12:00", "WEEKLY;BYDAY=TU 10:00–12:00"]),
        ("montags 10 Uhr. Noch einmal: Montags um 10 Uhr!", ["WEEKLY;BYDAY=MO 10:00"]),
    ],
)
def test_several_times_keep_their_own_days_and_hours(prose, understood):
    assert times(prose) == understood


def test_the_words_are_those_of_the_prose_whatever_its_spaces_and_hyphens():
    prose = (
        "Kommen Sie: jeden\u00a02.\nDienstag im\u202fMonat, 14\u00a0–\u00a016\u00a0Uhr, ins Haus."
    )
    [found] = understand(prose)
    assert found == ProposedTime(
        rule="FREQ=MONTHLY;BYDAY=2TU",
        on=None,
        starts_at=time(14),
        ends_at=time(16),
        words="jeden\u00a02.\nDienstag im\u202fMonat, 14\u00a0–\u00a016\u00a0Uhr",
        is_paused_in_school_holidays=False,
    )
    assert times("Diens\u00adtags 15 Uhr, ta\u0308glich 9 Uhr") == [
        "WEEKLY;BYDAY=TU 15:00",
        "DAILY 9:00",
    ]


@pytest.mark.parametrize(
    ("prose", "paused"),
    [
        ("Mittwochs 16 Uhr (nicht in den Ferien).", [True]),
        ("Mittwochs 16 Uhr, außer in den Schulferien und an Feiertagen", [True]),
        ("Mittwochs 16 Uhr. In den Ferien findet das Café nicht statt.", [True]),
        ("Außerhalb der Schulferien mittwochs 16 Uhr", [True]),
        ("Mo 9 Uhr Chor (nicht in den Ferien), Di 10 Uhr Café", [True, False]),
        ("Mo 9 Uhr Chor. Di 10 Uhr Café. Nicht in den Ferien.", [True, True]),
        ("Mittwochs 16 Uhr, auch in den Ferien", [False]),
        ("Mittwochs 16 Uhr, nicht an Feiertagen", [False]),
        ("In den Ferien mittwochs 16 Uhr", []),
    ],
)
def test_a_pause_in_the_school_holidays_is_read(prose, paused):
    assert [found.is_paused_in_school_holidays for found in understand(prose)] == paused


@pytest.mark.parametrize("prose", re.split(r" \| |\n", NO_TIMES.strip()))
def test_what_is_no_time_or_a_doubtful_one_stays_prose(prose):
    assert times(prose) == []


def test_every_second_tuesday_is_left_to_people_because_it_means_two_things():
    assert times("jeden zweiten Dienstag um 10 Uhr") == []
    assert times("jeden zweiten Dienstag im Monat um 10 Uhr") == ["MONTHLY;BYDAY=2TU 10:00"]


@pytest.mark.parametrize(
    ("prose", "left"),
    [
        ("nicht am Montag", []),
        ("montags 10 Uhr entfällt", []),
        ("täglich außer montags 10–18 Uhr", []),
        ("Mo–Fr 9–12 Uhr, mittwochs geschlossen", []),
        ("mittwochs 15 Uhr, jeden 1. Mittwoch im Monat geschlossen", []),
        ("Di–So 10–18 Uhr, montags geschlossen", ["WEEKLY;BYDAY=TU,WE,TH,FR,SA,SU 10:00–18:00"]),
        ("montags 10 Uhr, keine Anmeldung nötig", ["WEEKLY;BYDAY=MO 10:00"]),
        ("Wer nicht allein essen mag, kommt montags um 12 Uhr", ["WEEKLY;BYDAY=MO 12:00"]),
    ],
)
def test_days_that_are_taken_back_are_not_proposed(prose, left):
    assert times(prose) == left


@pytest.mark.parametrize(
    "prose",
    [
        "montags 10-12 Personen",
        "montags für 6-12-Jährige",
        "montags, Hauptstr. 8-12, 14 Uhr",
        "Hauptstr. 8-12, 14 Uhr montags",
    ],
)
def test_other_numbers_beside_a_day_are_not_its_hours(prose):
    assert times(prose) == ["WEEKLY;BYDAY=MO"]
