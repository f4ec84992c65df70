"""Reports at the desk: choose a quarter, wait a moment, and the funder's PDF is there."""

from datetime import date
from functools import partial
from itertools import islice

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, press, quarters, reporting
from outreach.desk import making
from outreach.exchange import table_files
from outreach.exchange.table_files import KINDS
from outreach.reporting import EXPORTS, Draft
from printables.errors import CannotPrint
from store.counting import Span
from store.errors import NotFound

QUARTERS = 4

desk_reports = Blueprint("desk_reports", __name__, template_folder="templates")


@desk_reports.get("/desk/reports")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    return _form_page()


@desk_reports.post("/desk/reports")
@access.after_proof
@access.for_role("coordinator")
def begin() -> ResponseReturnValue:
    first, last = request.form.get("first", ""), request.form.get("last", "")
    try:
        span = _span(*request.form.get("quarter", f"{first}/{last}").split("/", 1))
    except NotFound:
        return _form_page("no_days", first, last), 422
    if wrong := reporting.what_is_wrong(span, today=_today()):
        return _form_page(wrong, first, last), 422
    make = partial(reporting.render, archive.here().folder, span, clock.now())
    press.here().begin(_name(span), make, now=clock.now())
    return redirect(_address("desk_reports.show", span), code=303)


@desk_reports.get("/desk/reports/<first>/<last>")
@access.for_role("coordinator")
def show(first: str, last: str) -> ResponseReturnValue:
    span = _allowed(first, last)
    try:
        is_ready = press.here().is_ready(_name(span), now=clock.now())
    except NotFound:
        is_ready = None
    page = render_template("desk/report.html", span=span, is_ready=is_ready, tables=EXPORTS)
    return page, 200, {"Refresh": str(making.LOOK_AGAIN_SECONDS)} if is_ready is False else {}


@desk_reports.get("/desk/reports/<first>/<last>/report.pdf")
@access.after_proof
@access.for_role("coordinator")
def collect(first: str, last: str) -> ResponseReturnValue:
    span = _allowed(first, last)
    try:
        pdf = press.here().collect(_name(span), now=clock.now())
    except NotFound:
        pdf = None
    except CannotPrint as error:
        return _form_page("failed", said=str(error)), 500
    if pdf is None:
        return redirect(_address("desk_reports.show", span), code=303)
    return _file(pdf, "application/pdf", f"bericht-{span.first}-{span.last}.pdf")


@desk_reports.get("/desk/reports/<first>/<last>/<table>.<kind>")
@access.after_proof
@access.for_role("coordinator")
def export(first: str, last: str, table: str, kind: str) -> ResponseReturnValue:
    span = _allowed(first, last)
    if table not in EXPORTS or kind not in KINDS:
        raise NotFound(f"no table {table!r} as {kind!r}")
    draft = Draft(archive.here().db(), town.here().office, span, now=clock.now())
    content = table_files.write(draft.table(table), kind)
    return _file(content, KINDS[kind], f"{table}-{span.first}-{span.last}.{kind}")


def _file(content: bytes, mimetype: str, name: str) -> Response:
    attachment = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type=mimetype, headers=attachment)


def _form_page(problem: str = "", first: str = "", last: str = "", said: str = "") -> str:
    past = list(islice(quarters.past(_today()), QUARTERS))
    return render_template(
        "desk/reports.html", quarters=past, problem=problem, first=first, last=last, said=said
    )


def _allowed(first: str, last: str) -> Span:
    """The days an address names. Raises NotFound for some of which there is no report."""
    span = _span(first, last)
    if reporting.what_is_wrong(span, today=_today()):
        raise NotFound(f"no report from {first} to {last}")
    return span


def _span(first: str = "", last: str = "") -> Span:
    try:
        return Span(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        raise NotFound(f"{first!r} to {last!r} are no days") from None


def _address(endpoint: str, span: Span) -> str:
    return url_for(endpoint, first=span.first.isoformat(), last=span.last.isoformat())


def _name(span: Span) -> str:
    """What a report in the making is collected by: the session that asked for it, and its days."""
    return making.name("report", span.first, span.last)


def _today() -> date:
    return clock.local_now().date()
