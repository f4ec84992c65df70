"""How many people live where, as the desk loads it: a file, all of it or nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from outreach import access, archive
from outreach.exchange import population_file
from outreach.exchange.population_file import Read
from outreach.exchange.problems import UnreadableFile
from store import districts, population
from store.groups import GROUPS

# A file with everything wrong in it needs no more than this to be seen as such.
MOST_DOUBTS = 20

desk_population = Blueprint("desk_population", __name__, template_folder="templates")


@desk_population.get("/desk/gaps/population")
@access.for_role("coordinator")
def show() -> ResponseReturnValue:
    return _page()


@desk_population.post("/desk/gaps/population")
@access.for_role("coordinator")
def load() -> ResponseReturnValue:
    sent = request.files.get("file")
    try:
        read = None if sent is None or not sent.filename else _read(sent)
    except UnreadableFile:
        return _page(problem="unreadable"), 422
    if read is None:
        return _page(problem="no_file"), 422
    if read.doubts:
        return _page(read), 422
    population.load(archive.here().db(), read.people)
    return redirect(url_for("desk_population.show", after="load"), code=303)


def _read(sent: FileStorage) -> Read:
    known = {district.name: district.id for district in districts.everywhere(archive.here().db())}
    with TemporaryDirectory() as folder:
        # What it is called says nothing: a table is known by its heading.
        path = Path(folder) / "population"
        sent.save(path)
        return population_file.read(path, districts=known)


def _page(read: Read | None = None, problem: str = "") -> str:
    db = archive.here().db()
    doubts = read.doubts if read else ()
    return render_template(
        "desk/population.html",
        living=population.by_group(db),
        districts=districts.everywhere(db),
        groups=GROUPS.values(),
        doubts=doubts[:MOST_DOUBTS],
        doubts_beside=len(doubts[MOST_DOUBTS:]),
        problem=problem,
        after=request.args.get("after"),
    )
