"""A voice turns sentences into sound on this machine, once, and beside the server."""

import io
import os
import subprocess
import wave
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.screens import rehearsals, voices
from kiosk.screens.spoken import Phrase
from kiosk.screens.voices import CannotSpeak
from store import office, screens
from store.errors import UnusableOffice
from store.languages import LANGUAGES
from tests.conftest import TUESDAY
from tests.until import PATIENCE_SECONDS

HELLO = {
    "de": "Kommen Sie einfach vorbei.",
    "ls": "Kommen Sie einfach vorbei.",
    "en": "Just come along.",
    "tr": "Sadece gelin.",
    "ar": "تعالوا ببساطة.",
    "uk": "Просто приходьте.",
    "ru": "Просто приходите.",
}

# Another engine: half a second of silence; what it was told stands in a file.
SILENCE = """
{ printf '%s ' "$1"; cat; echo; } >>"$2"
cat "$3"
"""


@pytest.fixture
def voice(folder):
    return voices.of(folder, office.VOICE)


@pytest.fixture
def silent(folder, tmp_path):
    """A quick engine of the office's own, and what it was told."""
    script, told, silence = (tmp_path / name for name in ("engine.sh", "told", "silence.wav"))
    script.write_text(SILENCE, "utf-8")
    told.touch()
    with wave.open(str(silence), "wb") as sound:
        sound.setparams((1, 2, 16_000, 0, "NONE", ""))
        sound.writeframes(bytes(16_000))
    say(folder, f"sh {script} {{language}} {told} {silence}")
    return told


def say(folder, command):
    path = folder / "office.toml"
    path.write_text(f"voice_command = '{command}'\n" + path.read_text("utf-8"), "utf-8")


def seconds(voice, phrase):
    """How long a sound is when it is decoded."""
    sound = voice.read(voice.name_of(phrase))
    decoded = subprocess.run(
        ["opusdec", "--quiet", "--force-wav", "-", "-"],
        input=sound,
        capture_output=True,
        check=True,
    ).stdout
    # It streams, so its header knows no length: 44 bytes, then 16 bits a sample.
    with wave.open(io.BytesIO(decoded)) as header:
        rate, channels = header.getframerate(), header.getnchannels()
    return (len(decoded) - 44) / 2 / channels / rate


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_a_sentence_becomes_sound_in_every_language(voice, prefix):
    phrase = Phrase(prefix, HELLO[prefix])
    assert voice.is_there() and not voice.has(voice.name_of(phrase))
    voice.say(phrase)
    assert voice.has(voice.name_of(phrase))
    assert 0.6 < seconds(voice, phrase) < 4


def test_leichte_sprache_is_read_slowly(voice):
    german, plain = Phrase("de", HELLO["de"]), Phrase("ls", HELLO["ls"])
    voice.say(german)
    voice.say(plain)
    assert seconds(voice, plain) > 1.1 * seconds(voice, german)


def test_a_minute_of_speech_is_less_than_200_kilobytes(voice):
    phrase = Phrase("de", " ".join([HELLO["de"]] * 12))
    voice.say(phrase)
    sound = voice.read(voice.name_of(phrase))
    assert len(sound) / seconds(voice, phrase) * 60 < 200_000


def test_other_words_another_language_and_another_engine_are_another_sound(voice):
    phrases = [Phrase("de", "Ja."), Phrase("de", "Ja!"), Phrase("ls", "Ja.")]
    names = {voice.name_of(phrase) for phrase in phrases}
    names.add(replace(voice, command="piper {language}").name_of(phrases[0]))
    assert len(names) == 4


@pytest.mark.parametrize("name", ["../office.toml", "round", "0" * 16, "é" * 16])
def test_what_is_no_sound_is_not_read(voice, name):
    voice.close_round("today")
    assert voice.read(name) is None


@pytest.mark.parametrize(
    ("command", "seconds"), [("false", 20), ("true", 20), ("sleep 60", 0.2), ("no-such-engine", 20)]
)
def test_an_engine_that_fails_leaves_nothing_behind(folder, monkeypatch, command, seconds):
    monkeypatch.setattr(voices, "MOST_SECONDS", seconds)
    broken = voices.of(folder, command)
    with pytest.raises(CannotSpeak):
        broken.say(Phrase("de", "Ja."))
    assert not broken.folder.exists() or not list(broken.folder.iterdir())


def test_an_office_without_an_engine_has_no_voice(folder):
    assert not voices.of(folder, "no-such-engine --stdout").is_there()
    assert not voices.of(folder, "").is_there()
    say(folder, 'espeak-ng "--stdin')
    with pytest.raises(UnusableOffice, match="voice_command"):
        office.read(folder)


def test_what_was_not_used_for_longest_goes(voice, monkeypatch):
    for n in range(4):
        voice.say(Phrase("de", f"Nummer {n}."))
        age = TUESDAY.timestamp() + n
        os.utime(voice.path(voice.name_of(Phrase("de", f"Nummer {n}."))), (age, age))
    names = [voice.name_of(Phrase("de", f"Nummer {n}.")) for n in range(4)]
    size = sum(voice.path(name).stat().st_size for name in names)
    monkeypatch.setattr(voices, "MOST_BYTES", size * 3 // 4)
    voice.use(names[:1])
    assert voice.has(names[0]) and voice.has(names[3]) and not voice.has(names[1])


@pytest.fixture
def bench(town, clock):
    """A bench that speaks German and Arabic, near something that is on today."""
    town.offer("Spielerunde")
    placement = town.poster("Bank am Markt")
    return screens.add(
        town.db, placement.id, profile="bench-15", languages=("de", "ar"), now=TUESDAY
    )


@pytest.mark.usefixtures("bench")
def test_a_rehearsal_says_everything_once(folder, silent):
    assert rehearsals.rehearse(folder, seconds=PATIENCE_SECONDS)
    told = silent.read_text("utf-8").splitlines()
    assert "de Spielerunde." in told and "de Heute von 14 Uhr bis 16 Uhr." in told
    assert len(told) == len(set(told))
    assert rehearsals.rehearse(folder, seconds=PATIENCE_SECONDS)
    assert silent.read_text("utf-8").splitlines() == told


@pytest.mark.usefixtures("bench")
def test_a_rehearsal_stops_in_time_and_goes_on_the_next_time(folder, silent):
    assert not rehearsals.rehearse(folder, seconds=0)
    before = len(silent.read_text("utf-8").splitlines())
    assert not rehearsals.rehearse(folder, seconds=0.2)
    assert before < len(silent.read_text("utf-8").splitlines())


@pytest.mark.usefixtures("bench")
def test_what_changes_in_town_is_rehearsed_and_the_next_day_as_well(folder, silent, town, clock):
    rehearsals.rehearse(folder, seconds=PATIENCE_SECONDS)
    town.offer("Trauercafé", rule="FREQ=DAILY")
    rehearsals.rehearse(folder, seconds=PATIENCE_SECONDS)
    assert "de Trauercafé." in silent.read_text("utf-8").splitlines()
    silent.write_text("", "utf-8")
    clock.shift(timedelta(days=1))
    rehearsals.rehearse(folder, seconds=PATIENCE_SECONDS)
    # Two weeks and a day ahead: a day's documents find all of theirs at midnight.
    (new,) = (line for line in silent.read_text("utf-8").splitlines() if line.startswith("de"))
    assert "einundzwanzigsten Mai" in new


@pytest.mark.usefixtures("bench")
def test_a_voice_that_fails_again_and_again_is_reported(folder):
    say(folder, "false")
    with pytest.raises(CannotSpeak):
        rehearsals.rehearse(folder, seconds=PATIENCE_SECONDS)


def test_a_town_without_screens_rehearses_nothing(folder, silent, town):
    town.offer("Spielerunde")
    assert rehearsals.rehearse(folder, seconds=PATIENCE_SECONDS)
    assert silent.read_text("utf-8") == ""


@pytest.mark.usefixtures("bench")
def test_a_machine_that_cannot_speak_has_nothing_to_rehearse(folder):
    say(folder, "no-such-engine")
    assert rehearsals.rehearse(folder, seconds=PATIENCE_SECONDS)
    assert not (folder / voices.FOLDER).exists()
