"""The funnel at the desk: how far people come, how long it takes, and for whom it is different."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kiosk import clock
from kiosk.wording import gettext
from outreach import access, archive
from outreach.desk.figures import funnel_forms, funnel_words
from outreach.desk.figures.funnel_forms import Asked, Groups
from outreach.desk.figures.pictures import Picture, picture
from printables.charts import About, Bar, Bars, number
from printables.report.words import hidden
from store import funnel, small_numbers
from store.funnel import STEPS, By, Funnel, Way
from store.small_numbers import Shown

desk_funnel = Blueprint("desk_funnel", __name__, template_folder="templates")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the funnel; `outside` is what a report would show of it (None: hidden)."""

    label: str
    funnel: Funnel
    outside: tuple[Shown, ...]


@desk_funnel.get("/desk/funnel")
@access.for_role("coordinator")
def show() -> ResponseReturnValue:
    db, asked = archive.here().db(), Asked.parse(request.args)
    everybody, groups = funnel.ways(db, now=clock.now()), funnel.groups(db)
    chosen = asked.of(everybody, groups)
    whole = funnel.funnel(chosen, now=clock.now())
    return render_template(
        "desk/funnel.html",
        asked=asked,
        choices=funnel_forms.choices(everybody, groups),
        whole=whole,
        chart=_chart(whole),
        parts=_parts(chosen, asked.by, groups) if asked.by else [],
        steps=funnel_words.steps(),
        meanings=funnel_words.meanings(),
        traits=funnel_words.traits(),
        number=number,
    )


def _parts(everybody: list[Way], by: By, groups: Groups) -> list[Part]:
    told = funnel.told_apart(everybody, by, groups=groups)
    funnels = {name: funnel.funnel(ways, now=clock.now()) for name, ways in told.items()}
    table = funnel.table("funnel", funnels, is_whole=by != "group")
    outside = small_numbers.at_least(small_numbers.published(table))
    return [
        Part(funnel_words.part(by, name), one, shown)
        for (name, one), shown in zip(funnels.items(), outside, strict=False)
    ]


def _chart(whole: Funnel) -> Picture:
    came, names = whole.came, funnel_words.steps()
    header = (gettext("Step"), gettext("Number"), gettext("Of all handed off"))
    told = {"given": number(came[0]), "back": number(came[-1])}
    summary = gettext("Of %(given)s handed off, %(back)s came back.") % told
    title = gettext("From hand-off to coming back")
    about = About("funnel", title, summary, header, hidden())
    bars = (Bar(names[step], n, _percent(n, came[0])) for step, n in zip(STEPS, came, strict=True))
    return picture(Bars(about, tuple(bars), whole=came[0]))


def _percent(n: int, whole: int) -> str:
    part = small_numbers.share(n, whole)
    return "" if part is None else f"{number(round(part * 100))} %"
