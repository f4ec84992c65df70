"""The pages with the form of an offer: what they show while somebody types."""

from flask import render_template, request

from kiosk import clock, town
from outreach import archive
from outreach.desk import history
from outreach.desk.offers import coming_dates, offer_saving, times_forms
from outreach.desk.offers.offer_forms import FACTS, SPOKEN, Known, OfferForm
from outreach.desk.offers.offer_saving import Seen
from outreach.desk.offers.times_forms import TimesForm, Understood
from outreach.desk.recording import NOTHING_SEEN, version
from outreach.exchange.times_in_words import in_words
from store import districts, kept_offers, schedules, school_holidays
from store.facts import OF_OFFER, OF_VENUE
from store.offers import SITUATIONS, Offer
from store.times import Times


def is_preview_wanted() -> bool:
    """Whether the button was pressed that only shows dates."""
    return request.form.get("step") == "preview"


def seen() -> Seen:
    """The versions the form was made from."""
    return Seen(version(), request.form.get("house_version", NOTHING_SEEN, type=int))


def before() -> Times | None:
    """The times that are being changed; the preview is asked for without their address."""
    offer_id, schedule_id = (request.form.get(k, 0, type=int) for k in ("offer", "schedule"))
    if not schedule_id:
        return None
    return schedules.get(archive.here().db(), schedule_id, of=offer_id).times


def understand(form: TimesForm, before: Times | None = None) -> Understood:
    """What the typed times come to today; nothing typed is nothing wrong."""
    if not form.prose and before is None:
        return Understood()
    today, state = clock.local_now().date(), town.here().office.state
    return times_forms.understand(form, today=today, state=state, before=before)


def preview(form: TimesForm, understood: Understood) -> dict[str, object]:
    """What the preview shows: the times in words, the next dates, two months, or what is asked."""
    today, state = clock.local_now().date(), town.here().office.state
    known = coming_dates.of_times(understood.times, school_holidays.loaded(archive.here().db()))
    coming = coming_dates.coming(known, today=today, state=state)
    first = coming[0].occurrence.on if coming else today
    is_shown = bool(coming) and not understood.problems
    return {
        "times_form": form,
        "understood": understood,
        "said": [in_words(each) or each.words for each in understood.times],
        "coming": coming if is_shown else [],
        "months": coming_dates.months(known, first=first, n=2, state=state) if is_shown else [],
    }


def new(
    form: OfferForm,
    times_form: TimesForm,
    understood: Understood,
    problems: dict[str, str] | None = None,
    found: Known | None = None,
) -> str:
    """The form for a new offer."""
    asked = _asked(form, problems or {}, found)
    return render_template("desk/new_offer.html", **asked, **preview(times_form, understood))


def edit(
    offer: Offer,
    form: OfferForm,
    expected: Seen,
    problems: dict[str, str] | None = None,
    found: Known | None = None,
) -> str:
    """The form for an offer that is there."""
    asked = _asked(form, problems or {}, found)
    return render_template("desk/edit_offer.html", offer=offer, expected=expected, **asked)


def overtaken(offer: Offer, form: OfferForm, expected: Seen) -> str:
    """The form with all that was typed, and what somebody else has changed meanwhile."""
    db = archive.here().db()
    meanwhile = [
        *history.since(db, "offer", offer.id, expected.offer),
        *history.since(db, "venue", offer.venue.id, expected.house),
    ]
    return render_template(
        "desk/edit_offer.html",
        offer=offer,
        expected=offer_saving.seen(db, offer),
        meanwhile=meanwhile,
        **_asked(form, {}, None),
    )


def _asked(form: OfferForm, problems: dict[str, str], found: Known | None) -> dict[str, object]:
    db = archive.here().db()
    return {
        "form": form,
        "problems": problems,
        "venues": found.venues if found else [],
        "categories": kept_offers.categories(db),
        "districts": districts.everywhere(db),
        "facts": FACTS,
        "of_offer": OF_OFFER,
        "of_venue": OF_VENUE,
        "situations": SITUATIONS,
        "spoken": list(dict.fromkeys([*SPOKEN, *form.languages])),
        "statuses": kept_offers.STATUSES,
    }
