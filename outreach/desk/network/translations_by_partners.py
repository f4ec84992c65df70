"""Translations by partners at the desk: ask for one, and decide about what they send."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive
from outreach.desk.recording import version
from store import changes, network, offer_texts, outbox, search, translation_drafts
from store.database import transaction
from store.errors import NotFound, Taken
from store.languages import LANGUAGES
from store.network import Partner, Wanted
from store.offer_texts import OfferText
from store.translation_drafts import Draft

MOST_OFFERS = 20
MOST_PARTNERS = 200
FIELDS = ("title", "description", "first_visit", "audience", "times")

desk_translations = Blueprint("desk_translations", __name__, template_folder="templates")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked for what: an offer's German text, an organization, a language."""

    offer_id: int
    german: OfferText
    partner: Partner
    language: str


@desk_translations.get("/desk/translations")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    db = archive.here().db()
    return render_template(
        "desk/translations.html",
        waiting=translation_drafts.waiting(db),
        asked=translation_drafts.asked(db, now=clock.now()),
        after=request.args.get("after"),
    )


@desk_translations.get("/desk/translations/new")
@access.for_role("coordinator")
def choose() -> ResponseReturnValue:
    if request.args.get("offer"):
        return _ask_page(request.args.get("offer", 0, type=int))
    db, typed, language = archive.here().db(), request.args.get("q", "").strip(), _language()
    found = search.find(db, typed)[:MOST_OFFERS] if typed else []
    return render_template(
        "desk/translation_offers.html",
        offers=offer_texts.best(db, found, language="de")
        if typed
        else offer_texts.lacking(db, language=language, most=MOST_OFFERS),
        typed=typed,
        into=language,
        languages=_languages(),
        organization=request.args.get("organization", type=int),
    )


@desk_translations.post("/desk/translations/new")
@access.for_role("coordinator")
def ask() -> ResponseReturnValue:
    offer_id = request.form.get("offer", 0, type=int)
    try:
        asked = _asked(offer_id)
    except NotFound:
        return _ask_page(offer_id, "nobody"), 422
    path = _issue(asked)
    return render_template(
        "desk/translation_link.html",
        asked=asked,
        link=f"{town.here().office.base_url}{path}",
        until=clock.now() + translation_drafts.VALID_FOR,
    )


@desk_translations.get("/desk/translations/<int:draft_id>")
@access.for_role("coordinator")
def show(draft_id: int) -> ResponseReturnValue:
    return _page(translation_drafts.get(archive.here().db(), draft_id))


@desk_translations.post("/desk/translations/<int:draft_id>/acceptance")
@access.for_role("coordinator")
def accept(draft_id: int) -> ResponseReturnValue:
    db, now, by = archive.here().db(), clock.now(), access.person().id
    try:
        with transaction(db):
            draft = translation_drafts.accept(db, draft_id, expected=version(), by=by, now=now)
            lang, offer_id = draft.text.language, draft.offer_id
            path = url_for("public.offer", lang=lang, offer_id=offer_id, _external=False)
            _tell(draft, "translation_accepted", path)
    except Taken:
        return _page(translation_drafts.get(db, draft_id), "taken"), 409
    return redirect(url_for("desk_translations.index", after="accepted"), code=303)


@desk_translations.post("/desk/translations/<int:draft_id>/refusal")
@access.for_role("coordinator")
def refuse(draft_id: int) -> ResponseReturnValue:
    db = archive.here().db()
    with transaction(db):
        draft = translation_drafts.refuse(db, draft_id, now=clock.now())
        _tell(draft, "translation_refused", "")
    return redirect(url_for("desk_translations.index", after="refused"), code=303)


def _issue(asked: Asked) -> str:
    """The path of a new link, which goes by mail where there is an address."""
    db, now, its_id = archive.here().db(), clock.now(), asked.partner.id
    with transaction(db):
        token = translation_drafts.ask(
            db, asked.offer_id, language=asked.language, organization_id=its_id, now=now
        )
        path = url_for("partner_translations.show", token=token)
        outbox.put_outside(db, organization_id=its_id, kind="translation_asked", path=path, now=now)
    return path


def _tell(draft: Draft, kind: str, path: str) -> None:
    outbox.put_outside(
        archive.here().db(),
        organization_id=draft.organization_id,
        kind=kind,
        path=path,
        now=clock.now(),
    )


def _asked(offer_id: int) -> Asked:
    """What the form asks for. Raises NotFound where there is no such offer, partner or language."""
    db, language = archive.here().db(), request.form.get("language", "")
    partner = network.get(db, request.form.get("organization", 0, type=int))
    if language not in _languages() or not partner.translates:
        raise NotFound(f"partner {partner.id} does not translate into {language!r}")
    return Asked(offer_id, _german(offer_id), partner, language)


def _german(offer_id: int) -> OfferText:
    texts = offer_texts.every(archive.here().db(), offer_id)
    if "de" not in texts:
        raise NotFound(f"no offer {offer_id}")
    return texts["de"]


def _languages() -> list[str]:
    """What can be translated into; Leichte Sprache is German."""
    return [prefix for prefix in town.here().office.languages if prefix not in ("de", "ls")]


def _language() -> str:
    asked, offered = request.args.get("language", ""), _languages()
    return asked if asked in offered else next(iter(offered), "en")


def _ask_page(offer_id: int, problem: str = "") -> str:
    db = archive.here().db()
    wanted = Wanted(translates=True)
    return render_template(
        "desk/translation_ask.html",
        offer_id=offer_id,
        german=_german(offer_id),
        there=offer_texts.every(db, offer_id),
        partners=network.partners(db, wanted, first=0, most=MOST_PARTNERS),
        organization=request.values.get("organization", type=int),
        into=request.values.get("language", ""),
        languages=_languages(),
        problem=problem,
    )


def _page(draft: Draft, problem: str = "") -> str:
    db, language = archive.here().db(), draft.text.language
    texts = offer_texts.every(db, draft.offer_id)
    return render_template(
        "desk/translation.html",
        draft=draft,
        german=texts["de"],
        before=texts.get(language) or OfferText(language, ""),
        fields=FIELDS,
        target=LANGUAGES[language],
        version=changes.version(db, "offer", draft.offer_id),
        problem=problem,
    )
