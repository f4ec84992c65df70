"""Voices: sentences become sound once, by a program on this machine, and lie in the data folder.

The program (`voice_command` in office.toml) reads a text and writes WAV. That is kept as Opus, a
tenth of the bytes: a device keeps two days of it in seven languages. Nothing goes to a cloud.
"""

import re
import shlex
import shutil
import subprocess
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from time import time

from kiosk.screens.spoken import Phrase

FOLDER = "said"
ROUND = "round"
SUFFIX = ".opus"
NAME = re.compile(r"[0-9a-f]{16}")

# Hissing begins below; twice as much is not heard from a bench.
KBIT_A_SECOND = "16"
# --comp 5 takes half the time of the usual 10 and sounds the same.
ENCODER = (
    *("opusenc", "--quiet", "--ignorelength", "--speech", "--comp", "5"),
    *("--bitrate", KBIT_A_SECOND, "-", "-"),
)
MOST_SECONDS = 20
STEPPED_BACK = ("nice", "-n", "10")
MOST_BYTES = 1_000_000_000
A_DAY = 24 * 60 * 60

# The voice that reads a language where its prefix does not name one.
VOICES = {"ls": "de", "en": "en-gb"}
WORDS_A_MINUTE, SLOWLY = 155, 125


class CannotSpeak(Exception):
    """The program for a voice is not there, took too long, or made no sound of a text."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What speaks in an office: where its sounds lie, and the command line that makes them."""

    folder: Path
    command: str

    def is_there(self) -> bool:
        """Whether this machine can speak."""
        engine = shlex.split(self.command)[:1]
        return bool(engine) and all(map(shutil.which, (engine[0], ENCODER[0])))

    def name_of(self, phrase: Phrase) -> str:
        """The name of a phrase's sound: the same words by the same voice have the same one."""
        said = "\0".join((self.command, KBIT_A_SECOND, phrase.language, phrase.text))
        return sha256(said.encode()).hexdigest()[:16]

    def path(self, name: str) -> Path:
        """Where the sound with this name lies, if it does."""
        return self.folder / f"{name}{SUFFIX}"

    def has(self, name: str) -> bool:
        """Whether the sound with this name is there."""
        return self.path(name).exists()

    def read(self, name: str) -> bytes | None:
        """The sound with this name, as Opus in Ogg; None if there is none."""
        try:
            return self.path(name).read_bytes() if NAME.fullmatch(name) else None
        except FileNotFoundError:
            return None

    def round(self) -> int:
        """A number that changes when more can be said than before; 0 before the first time."""
        try:
            return (self.folder / ROUND).stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def round_for(self) -> str:
        """What the last round was made for, as `close_round` was told; empty if there was none."""
        marked = self.folder / ROUND
        return marked.read_text("utf-8") if marked.exists() else ""

    def close_round(self, mark: str) -> None:
        """Let documents be made anew, now that all can be said that there was to say."""
        self._write(ROUND, mark.encode())

    def say(self, phrase: Phrase) -> None:
        """Make a phrase's sound, which takes a tenth of a second or more. Raises CannotSpeak."""
        sound = _ran(ENCODER, _ran(self._engine(phrase.language), phrase.text.encode()))
        self._write(f"{self.name_of(phrase)}{SUFFIX}", sound)

    def use(self, names: Collection[str]) -> None:
        """Note that these are in use; what was not for longest goes when there is too much."""
        now = time()
        for name in names:
            path = self.path(name)
            if path.exists() and path.stat().st_mtime < now - A_DAY:
                path.touch()
        self._keep_within(MOST_BYTES)

    def _write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all."""
        self.folder.mkdir(exist_ok=True)
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(content)
        unfinished.replace(self.folder / name)

    def _keep_within(self, most_bytes: int) -> None:
        sounds = [(path, path.stat()) for path in self.folder.glob(f"*{SUFFIX}")]
        sounds.sort(key=lambda sound: sound[1].st_mtime, reverse=True)
        so_far = accumulate(stat.st_size for _, stat in sounds)
        for (path, _), size in zip(sounds, so_far, strict=True):
            if size > most_bytes:
                path.unlink()

    def _engine(self, language: str) -> tuple[str, ...]:
        values = {
            "{language}": language,
            "{voice}": VOICES.get(language, language),
            "{speed}": str(SLOWLY if language == "ls" else WORDS_A_MINUTE),
        }
        return tuple(_filled(part, values) for part in shlex.split(self.command))


def of(data: Path, command: str) -> Voice:
    """The voice of the office in this data folder."""
    return Voice(data / FOLDER, command)


def _filled(part: str, values: dict[str, str]) -> str:
    for gap, value in values.items():
        part = part.replace(gap, value)
    return part


def _ran(command: tuple[str, ...], given: bytes) -> bytes:
    """What a program makes of what it is given; it steps back for everybody who scans meanwhile."""
    try:
        done = subprocess.run(  # noqa: S603  # a list of arguments from the office's own file
            [*STEPPED_BACK, *command],
            input=given,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotSpeak(f"{command[0]}: {type(error).__name__}") from error
    if not done.stdout:
        raise CannotSpeak(f"{command[0]} made no sound")
    return done.stdout
