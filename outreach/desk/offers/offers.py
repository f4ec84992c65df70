"""Offers at the desk: found in a list, looked at, entered, changed, and still right."""

from datetime import date
from urllib.parse import urlencode

from dateutil.relativedelta import relativedelta
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, fragments, posters
from outreach.desk import history, situations
from outreach.desk.offers import coming_dates, offer_pages, offer_saving, offer_words
from outreach.desk.offers.offer_forms import OfferForm
from outreach.desk.offers.times_forms import TimesForm
from outreach.desk.recording import recorded
from outreach.exchange.times_in_words import in_words
from store import districts, kept_offers, offer_lists, offer_texts, schedules
from store.errors import Taken
from store.offer_lists import A_PAGE, LACKS, Against, Wanted

STALE_AFTER = relativedelta(months=6)

desk_offers = Blueprint("desk_offers", __name__, template_folder="templates")
desk_offers.add_app_template_filter(in_words)
desk_offers.add_app_template_global(situations.names, "life_situations")
desk_offers.add_app_template_global(offer_words.status_headings, "statuses_of_offers")
desk_offers.add_app_template_global(offer_words.facts, "facts_of_offers")
desk_offers.add_app_template_global(offer_words.answers, "answers_about_facts")

MOST_PAGES = 1_000


def against() -> Against:
    """What offers are measured by in a list: today, half a year, and this office's languages."""
    today = clock.local_now().date()
    return Against(today, today - STALE_AFTER, town.here().office.languages)


@desk_offers.get("/desk/offers")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    db, wanted = archive.here().db(), _wanted()
    number = max(1, min(request.args.get("page", 1, type=int), MOST_PAGES))
    listed, total = offer_lists.page(db, wanted, against(), number=number)
    return fragments.respond(
        "desk/offers.html",
        "desk/_offers.html",
        listed=listed,
        total=total,
        wanted=wanted,
        districts=districts.everywhere(db),
        stale_before=against().stale_before,
        here=_address(wanted, number),
        earlier=_address(wanted, number - 1) if number > 1 else None,
        later=_address(wanted, number + 1) if total > number * A_PAGE else None,
    )


@desk_offers.get("/desk/offers/<int:offer_id>")
@access.for_role("coordinator")
def show(offer_id: int) -> ResponseReturnValue:
    db, measure = archive.here().db(), against()
    offer, known = kept_offers.get(db, offer_id), schedules.for_offers(db, [offer_id])
    state = town.here().office.state
    coming = coming_dates.coming(known, today=measure.today, state=state)
    first = coming[0].occurrence.on if coming else measure.today
    return render_template(
        "desk/offer.html",
        offer=offer,
        schedules=known,
        coming=coming,
        months=coming_dates.months(known, first=first, n=2, state=state),
        texts=offer_texts.every(db, offer_id),
        is_stale=(offer.details.checked_on or date.min) < measure.stale_before,
        past=history.of(db, "offer", offer_id),
        after=request.args.get("after"),
        second_language=posters.usual_languages(town.here().office.languages)[1],
    )


@desk_offers.post("/desk/offers/<int:offer_id>/check")
@access.for_role("coordinator")
def check(offer_id: int) -> ResponseReturnValue:
    db, today = archive.here().db(), clock.local_now().date()
    kept_offers.get(db, offer_id)
    with recorded("offer", offer_id, "checked"):
        kept_offers.check(db, offer_id, on=today)
    if fragments.is_wanted():
        return render_template("desk/_checked.html", checked_on=today)
    back = request.form.get("back", "")
    is_list = back.startswith("/desk/offers?")
    return redirect(back if is_list else url_for(".show", offer_id=offer_id), code=303)


@desk_offers.get("/desk/offers/new")
@access.for_role("coordinator")
def new() -> ResponseReturnValue:
    values = request.args.to_dict()
    times_form = TimesForm.parse(values)
    understood = offer_pages.understand(times_form)
    return offer_pages.new(OfferForm.prefilled(values), times_form, understood)


@desk_offers.post("/desk/offers/new")
@access.for_role("coordinator")
def create() -> ResponseReturnValue:
    db, form = archive.here().db(), OfferForm.parse(request.form)
    times_form = TimesForm.parse(request.form)
    found = offer_saving.known(db, form, town.here().office)
    understood = offer_pages.understand(times_form)
    if offer_pages.is_preview_wanted():
        return offer_pages.new(form, times_form, understood)
    if problems := form.problems(found) | understood.problems:
        return offer_pages.new(form, times_form, understood, problems, found), 422
    offer_id = offer_saving.create(db, form, found, understood.times)
    return redirect(url_for(".show", offer_id=offer_id, after="created"), code=303)


@desk_offers.get("/desk/offers/<int:offer_id>/edit")
@access.for_role("coordinator")
def change(offer_id: int) -> ResponseReturnValue:
    db = archive.here().db()
    offer = kept_offers.get(db, offer_id)
    return offer_pages.edit(offer, OfferForm.of(offer), offer_saving.seen(db, offer))


@desk_offers.post("/desk/offers/<int:offer_id>/edit")
@access.for_role("coordinator")
def edit(offer_id: int) -> ResponseReturnValue:
    db, expected = archive.here().db(), offer_pages.seen()
    offer, form = kept_offers.get(db, offer_id), OfferForm.parse(request.form)
    found = offer_saving.known(db, form, town.here().office)
    if problems := form.problems(found):
        return offer_pages.edit(offer, form, expected, problems, found), 422
    try:
        offer_saving.edit(db, offer, form, found, expected)
    except Taken:
        return offer_pages.overtaken(offer, form, expected), 409
    return redirect(url_for(".show", offer_id=offer_id, after="edited"), code=303)


@desk_offers.post("/desk/offers/preview")
@access.for_role("coordinator")
def preview() -> ResponseReturnValue:
    form = TimesForm.parse(request.form)
    understood = offer_pages.understand(form, offer_pages.before())
    return render_template("desk/_times_preview.html", **offer_pages.preview(form, understood))


@desk_offers.get("/desk/offers/suggestions/<noun>")
@access.for_role("coordinator")
def suggest(noun: str) -> ResponseReturnValue:
    typed = request.args.get(noun, "").strip()
    found = offer_saving.like(archive.here().db(), noun, typed)
    return render_template("desk/_suggestions.html", found=found)


def _wanted() -> Wanted:
    told = {name: request.args.get(name, "").strip() for name in Wanted.__slots__}
    known = {"status": kept_offers.STATUSES, "lack": LACKS}
    return Wanted(**{k: v for k, v in told.items() if k not in known or v in known[k]})


def _address(wanted: Wanted, page: int) -> str:
    """Where this page of the list stands."""
    told = {name: getattr(wanted, name) for name in Wanted.__slots__} | {"page": page}
    said = {name: value for name, value in told.items() if value}
    return f"{url_for('desk_offers.index')}?{urlencode(said)}"
