"""What of a feed was left out because it is faulty, so that somebody may ask its makers."""

from collections import Counter

MOST_NAMES = 3
LONGEST_NAME = 40


class LeftOut:
    """Faults by what is wrong: how many there are, and the first few by name."""

    def __init__(self) -> None:
        self._numbers: Counter[str] = Counter()
        self._names: dict[str, list[str]] = {}

    def note(self, fault: str, name: str) -> None:
        """One more that is left out; a name may come again and again."""
        self._numbers[fault] += 1
        names = self._names.setdefault(fault, [])
        if len(names) <= MOST_NAMES and (short := _short(name)) not in names:
            names.append(short)

    def told(self) -> list[str]:
        """A line for each kind of fault: “left out 14 times: table: what is wrong (“a”, “b”)”."""
        return [
            f"left out {number} {'time' if number == 1 else 'times'}: {fault}"
            f" ({_listed(self._names[fault])})"
            for fault, number in self._numbers.items()
        ]


def _short(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME]


def _listed(names: list[str]) -> str:
    told = ", ".join(f"“{name}”" for name in names[:MOST_NAMES])
    return f"{told} and others" if len(names) > MOST_NAMES else told
