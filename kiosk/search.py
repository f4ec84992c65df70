"""The public list: what somebody asks for, and the offers that answer it."""

import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import datetime

from kiosk import near
from store import occurrences, offers, schedules, search, wishes
from store.database import Database
from store.occurrences import Occurrence
from store.offers import SITUATIONS, Offer
from store.schedules import Schedule
from store.wishes import Wish

WHENS = {"today": 0, "week": 7}

# Without a chosen time the next date counts. Most are found in five weeks; only what is rarer, such
# as a Christmas dinner, is looked for over a year, because a year of everybody's dates takes long.
FIRST_LOOK_DAYS = 35
ANY_TIME_DAYS = 366
A_PAGE = 40


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks the list for, as it stands in the address."""

    words: str
    when: str
    wish: Wish
    page: int

    @classmethod
    def parse(cls, args: Mapping[str, str]) -> "Question":
        """Read a question from a query string; what we do not understand counts as not asked."""
        situation, when, page = (
            args.get("situation", ""),
            args.get("when", ""),
            args.get("page", ""),
        )
        return cls(
            words="".join(filter(str.isprintable, " ".join(args.get("q", "").split())))[:100],
            when=when if when in WHENS else "",
            wish=Wish(
                district=args.get("district", "")[:80],
                language=args.get("language", "")[:20],
                situation=situation if situation in SITUATIONS else "",
                is_free=args.get("free") == "yes",
                needs_no_sign_up=args.get("no_sign_up") == "yes",
                is_step_free=args.get("step_free") == "yes",
            ),
            page=int(page) if re.fullmatch("[1-9][0-9]{0,3}", page) else 1,
        )

    def number_of_wishes(self) -> int:
        """How many things were asked for."""
        return sum(map(bool, (self.words, self.when, *astuple(self.wish))))

    def asks_for_something(self) -> bool:
        """Whether anything was chosen, so that an empty answer means a wish."""
        return bool(self.words or self.when or not self.wish.is_empty())


@dataclass(frozen=True, slots=True)
class Found:
    """One offer of the answer with its next date, if it has one."""

    offer: Offer
    next_date: Occurrence | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of the offers found, and how many there are in all."""

    found: tuple[Found, ...]
    total: int
    has_more: bool


def answer(db: Database, question: Question, *, language: str, state: str, now: datetime) -> Answer:
    """The offers that fit, soonest first; with words the best match first."""
    ids = _fitting(db, question)
    known = schedules.for_offers(db, ids)
    next_dates = _next_dates(known, question, state=state, now=now)
    to_ask = set() if question.when else near.to_be_asked(ids, known)
    chosen = _in_order([i for i in ids if i in next_dates or i in to_ask], next_dates, question)
    start = min(question.page - 1, max(0, len(chosen) - 1) // A_PAGE) * A_PAGE
    shown = offers.by_ids(db, chosen[start : start + A_PAGE], language=language)
    return Answer(
        found=tuple(Found(offer, next_dates.get(offer.id)) for offer in shown),
        total=len(chosen),
        has_more=len(chosen) > start + A_PAGE,
    )


def _fitting(db: Database, question: Question) -> list[int]:
    fitting = wishes.fitting(db, question.wish)
    if not question.words:
        return fitting
    wanted = set(fitting)
    return [offer_id for offer_id in search.find(db, question.words) if offer_id in wanted]


def _next_dates(
    known: list[Schedule], question: Question, *, state: str, now: datetime
) -> dict[int, Occurrence]:
    """For each offer the next date that takes place in the time asked for."""
    looks = [WHENS[question.when]] if question.when else [FIRST_LOOK_DAYS, ANY_TIME_DAYS]
    found: dict[int, Occurrence] = {}
    for days_ahead in looks:
        left = [schedule for schedule in known if schedule.offer_id not in found]
        found |= near.next_dates(left, state=state, now=now, days_ahead=days_ahead)
    return found


def _in_order(ids: list[int], next_dates: dict[int, Occurrence], question: Question) -> list[int]:
    if question.words:
        return ids
    dated = sorted(next_dates.values(), key=occurrences.soonest)
    return list(dict.fromkeys([*(date.offer_id for date in dated), *ids]))
