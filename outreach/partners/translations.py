"""An organization translates one offer into one language; what it sends waits for the desk."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import archive
from outreach.partners import forms, limits
from store import offer_texts, translation_drafts
from store.errors import Gone, NotFound
from store.languages import LANGUAGES
from store.offer_texts import OfferText
from store.translation_drafts import Draft

partner_translations = Blueprint("partner_translations", __name__, template_folder="templates")


@partner_translations.get("/translate/<token>")
def show(token: str) -> ResponseReturnValue:
    draft = _asked_for(token)
    known = offer_texts.every(archive.here().db(), draft.offer_id).get(draft.text.language)
    return _page(token, draft, known or draft.text)


@partner_translations.post("/translate/<token>")
def send(token: str) -> ResponseReturnValue:
    db, draft = archive.here().db(), _asked_for(token)
    text = forms.translation(request.form, draft.text.language)
    if not text.title:
        return _page(token, draft, text, "missing"), 422
    if not limits.may_send():
        return _page(token, draft, text, "too_many"), 429
    translation_drafts.send(db, token, text, now=clock.now())
    return render_template("partners/thanks.html", draft=draft)


@partner_translations.errorhandler(NotFound)
def unknown(error: Exception) -> ResponseReturnValue:
    return render_template("partners/void.html", why="translation_unknown"), 404


@partner_translations.errorhandler(Gone)
def used(error: Exception) -> ResponseReturnValue:
    return render_template("partners/void.html", why="translation_used"), 410


def _asked_for(token: str) -> Draft:
    return translation_drafts.by_token(archive.here().db(), token, now=clock.now())


def _page(token: str, draft: Draft, text: OfferText, problem: str = "") -> str:
    german = offer_texts.every(archive.here().db(), draft.offer_id)["de"]
    return render_template(
        "partners/translation.html",
        token=token,
        draft=draft,
        target=LANGUAGES[draft.text.language],
        german=german,
        text=text,
        # Where we say nothing in German there is nothing to translate.
        fields=[name for name in forms.LENGTHS if getattr(german, name)],
        lengths=forms.LENGTHS,
        problem=problem,
    )
