"""The photo of a placement: taken where it hangs, seen by staff alone."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from kiosk import clock
from outreach import access, archive
from outreach.desk.placements import photos, placement_page
from outreach.desk.placements.photos import NoPicture
from outreach.desk.placements.placement_page import back
from store import placement_photos, placements

desk_placement_photos = Blueprint("desk_placement_photos", __name__, template_folder="templates")


@desk_placement_photos.get("/desk/placements/<int:placement_id>/photo")
@access.for_role("coordinator")
def show(placement_id: int) -> ResponseReturnValue:
    jpeg = placement_photos.jpeg(archive.here().db(), placement_id)
    return Response(jpeg, mimetype="image/jpeg")


@desk_placement_photos.post("/desk/placements/<int:placement_id>/photo")
@access.with_file(photos.MOST_BYTES)
@access.for_role("coordinator")
def keep(placement_id: int) -> ResponseReturnValue:
    db, sent = archive.here().db(), request.files.get("photo")
    placement = placements.get(db, placement_id)
    try:
        picture = photos.picture(sent.read() if sent else b"")
    except NoPicture:
        return placement_page.page(placement, problem="photo"), 422
    placement_photos.keep(
        db,
        placement.id,
        jpeg=picture.jpeg,
        width=picture.width,
        height=picture.height,
        by=access.person().id,
        now=clock.now(),
    )
    return back(placement.id, "photo")


@desk_placement_photos.post("/desk/placements/<int:placement_id>/photo/removal")
@access.for_role("coordinator")
def remove(placement_id: int) -> ResponseReturnValue:
    db = archive.here().db()
    placement_photos.remove(db, placements.get(db, placement_id).id)
    return back(placement_id, "photo_removed")


@desk_placement_photos.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """A photo that is larger than phones make them was not even read."""
    placement = placements.get(archive.here().db(), (request.view_args or {})["placement_id"])
    return placement_page.page(placement, problem="photo_too_large"), 413
