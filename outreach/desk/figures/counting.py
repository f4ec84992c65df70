"""Counting at the desk: what was scanned and done next, in town or in a part of it."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import access, archive
from outreach.desk.figures import counting_charts, counting_words
from outreach.desk.figures.periods import Period, moments
from outreach.desk.placements import placement_words
from printables.charts import number
from store import counting, silence
from store.counting import Counts, Scope, Span

MOST_FOUND = 20

# The page of each part of the town, and what its address calls the part.
ENDPOINTS: dict[counting.ScopeKind, tuple[str, str]] = {
    "district": ("desk_counting.district", "district_id"),
    "campaign": ("desk_counting.campaign", "campaign_id"),
    "kind": ("desk_counting.of_kind", "kind"),
}

desk_counting = Blueprint("desk_counting", __name__, template_folder="templates")


@desk_counting.get("/desk/counting")
@access.for_role("coordinator")
def town() -> ResponseReturnValue:
    db, period = archive.here().db(), _period()
    words = request.args.get("words", "").strip()
    return _page(
        Scope(),
        period,
        ranked={kind: counting.ranked(db, kind, period.span) for kind in ENDPOINTS},
        words=words,
        found=counting.places(db, words, most=MOST_FOUND) if words else [],
    )


@desk_counting.get("/desk/counting/placement/<int:placement_id>")
@access.for_role("coordinator")
def placement(placement_id: int) -> ResponseReturnValue:
    today = clock.local_now().date()
    scope = Scope("placement", placement_id)
    return _page(scope, _period(), silence=silence.find(archive.here().db(), placement_id, today))


@desk_counting.get("/desk/counting/campaign/<int:campaign_id>")
@access.for_role("coordinator")
def campaign(campaign_id: int) -> ResponseReturnValue:
    return _page(Scope("campaign", campaign_id), _period())


@desk_counting.get("/desk/counting/district/<int:district_id>")
@access.for_role("coordinator")
def district(district_id: int) -> ResponseReturnValue:
    return _page(Scope("district", district_id), _period())


@desk_counting.get("/desk/counting/kind/<kind>")
@access.for_role("coordinator")
def of_kind(kind: str) -> ResponseReturnValue:
    return _page(Scope("kind", kind), _period())


def _period() -> Period:
    asked: Mapping[str, str] = request.args
    return Period.parse(asked, today=clock.local_now().date())


def _page(scope: Scope, period: Period, **more: object) -> ResponseReturnValue:
    name = counting.name(archive.here().db(), scope)
    counts, before = _counted(scope, period.span), _counted(scope, period.span.before())
    page = render_template(
        "desk/counting.html",
        scope=scope,
        name=name,
        period=period,
        counts=counts,
        before=before,
        charts=counting_charts.draw(counts, before),
        hidden=counting_charts.hidden_outside(counts),
        placement_kinds=placement_words.kinds_of_many(),
        scope_kinds=counting_words.scope_kinds(),
        endpoints=ENDPOINTS,
        number=number,
        **more,
    )
    return page, 422 if period.is_wrong else 200


def _counted(scope: Scope, span: Span) -> Counts:
    since, until = moments(span)
    return counting.counts(archive.here().db(), scope, span, since=since, until=until)
