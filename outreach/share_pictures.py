"""Pictures to share: what they say about an offer, a week or a campaign on the day of making."""

from datetime import datetime, timedelta
from itertools import groupby

from kiosk import wording
from outreach import slips
from printables.share import Share, ShareDate
from store import campaigns, offers, schedules, wishes
from store.campaigns import Campaign
from store.database import Database
from store.occurrences import Occurrence, soonest
from store.offers import Offer
from store.office import Office
from store.wishes import Wish

MOST_DATES_OF_AN_OFFER = 3
MOST_DATES_OF_A_WEEK = 5
DAYS_OF_A_WEEK = 6
OPEN_DOORS = ("free", "no_sign_up", "step_free")


def of_offer(db: Database, offer_id: int, *, office: Office, language: str, now: datetime) -> Share:
    """A picture of an offer from `now` (local) on. Raises NotFound for one that ended."""
    offer = offers.get(db, offer_id, language=language)
    known = schedules.for_offers(db, [offer_id])
    dates = _settled(slips.sure_dates(known, office=office, now=now))[:MOST_DATES_OF_AN_OFFER]
    answers = {"free": offer.details.free, "no_sign_up": offer.details.no_sign_up}
    answers["step_free"] = offer.venue.step_free
    return Share(
        kind="offer",
        headline=offer.text.title,
        dates=tuple(
            ShareDate(date.on, date.starts_at, date.ends_at) for date in dates if date.starts_at
        ),
        phone=slips.phone(offer, office),
        domain=office.domain(),
        office=office.name,
        language=language,
        palette=office.look(),
        venue=offer.venue.name,
        street=slips.street(offer.venue),
        facts=tuple(name for name in OPEN_DOORS if answers[name] == "yes"),
    )


def of_week(
    db: Database, *, office: Office, language: str, now: datetime, district: str = ""
) -> Share:
    """A picture of the seven days from today on, in a district or, without one, in the town."""
    ids = wishes.fitting(db, Wish(district=district))
    known = schedules.for_offers(db, ids)
    dates = _settled(slips.sure_dates(known, office=office, now=now, days=DAYS_OF_A_WEEK))
    found = {offer.id: offer for offer in offers.by_ids(db, ids, language=language)}
    # The state's list names other towns, too.
    here = [d for d in dates if district or found[d.offer_id].venue.town == office.town]
    return Share(
        kind="week",
        headline=district or office.town,
        dates=tuple(
            ShareDate(
                date.on,
                date.starts_at,
                title=found[date.offer_id].text.title,
                venue=_venue(found[date.offer_id]),
            )
            for date in _choice(here)
            if date.starts_at
        ),
        phone=wording.phone(office.phone).striptags(),
        domain=office.domain(),
        office=office.name,
        language=language,
        palette=office.look(),
        from_on=now.date(),
        until_on=now.date() + timedelta(days=DAYS_OF_A_WEEK),
    )


def of_campaign(db: Database, campaign: Campaign, *, office: Office, language: str) -> Share:
    """A picture with a campaign's sentence in this language, or what we say everywhere."""
    return Share(
        kind="campaign",
        headline=campaigns.sentences(db, campaign.name).get(language, ""),
        dates=(),
        phone=wording.phone(office.phone).striptags(),
        domain=office.domain(),
        office=office.name,
        language=language,
        palette=office.look(),
    )


def _settled(dates: list[Occurrence]) -> list[Occurrence]:
    """Those that somebody has confirmed: a picture goes round and has no room for a caveat."""
    return [date for date in dates if date.is_confirmed]


def _choice(dates: list[Occurrence]) -> list[Occurrence]:
    """A few of these, one of each offer, from as many days as there are; soonest first."""
    days = [list(of_day) for _, of_day in groupby(dates, key=lambda date: date.on)]
    chosen: dict[int, Occurrence] = {}
    for _round in range(MOST_DATES_OF_A_WEEK):
        for of_day in days:
            fresh = [date for date in of_day if date.offer_id not in chosen]
            chosen |= {date.offer_id: date for date in fresh[:1]}
    return sorted(list(chosen.values())[:MOST_DATES_OF_A_WEEK], key=soonest)


def _venue(offer: Offer) -> str:
    """Where it is, unless its title says so."""
    return "" if offer.venue.name == offer.text.title else offer.venue.name
