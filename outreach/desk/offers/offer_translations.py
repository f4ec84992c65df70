"""Offers in other languages: the German text beside the one that is written."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import town
from outreach import access, archive
from outreach.desk import history
from outreach.desk.offers.translation_forms import TranslationForm
from outreach.desk.recording import recorded, version
from store import changes, kept_offers, offer_texts, offers
from store.errors import NotFound, Taken
from store.languages import LANGUAGES
from store.offers import Offer

desk_offer_translations = Blueprint(
    "desk_offer_translations", __name__, template_folder="templates"
)


@desk_offer_translations.get("/desk/offers/<int:offer_id>/translations/<lang>")
@access.for_role("coordinator")
def show(offer_id: int, lang: str) -> ResponseReturnValue:
    offer = _translatable(offer_id, lang)
    known = offer_texts.every(archive.here().db(), offer_id).get(lang)
    form = TranslationForm.of(known) if known else TranslationForm()
    return _page(offer, lang, form)


@desk_offer_translations.post("/desk/offers/<int:offer_id>/translations/<lang>")
@access.for_role("coordinator")
def write(offer_id: int, lang: str) -> ResponseReturnValue:
    db, offer = archive.here().db(), _translatable(offer_id, lang)
    form = TranslationForm.parse(request.form)
    if problems := form.problems():
        return _page(offer, lang, form, problems), 422
    try:
        with recorded("offer", offer_id, "translated", expected=version()):
            if form.is_empty():
                offers.untranslate(db, offer_id, language=lang)
            else:
                offers.translate(db, offer_id, form.text(lang))
    except Taken:
        return _page(offer, lang, form, is_overtaken=True), 409
    return redirect(url_for(".show", offer_id=offer_id, lang=lang, after="translated"), code=303)


def _translatable(offer_id: int, lang: str) -> Offer:
    """The offer, if this is a language it can be translated into."""
    if lang == "de" or lang not in town.here().office.languages:
        raise NotFound(f"nobody translates into {lang!r}")
    return kept_offers.get(archive.here().db(), offer_id)


def _page(
    offer: Offer,
    lang: str,
    form: TranslationForm,
    problems: dict[str, str] | None = None,
    *,
    is_overtaken: bool = False,
) -> str:
    db = archive.here().db()
    latest = changes.version(db, "offer", offer.id)
    seen = version() if request.method == "POST" else latest
    texts = offer_texts.every(db, offer.id)
    return render_template(
        "desk/offer_translation.html",
        offer=offer,
        target=LANGUAGES[lang],
        texts=texts,
        german=texts["de"],
        form=form,
        problems=problems or {},
        version=latest if is_overtaken else seen,
        meanwhile=history.since(db, "offer", offer.id, seen) if is_overtaken else [],
        after=request.args.get("after"),
    )
