"""A photo of how a poster hangs: kept small and clean, and nothing else under its name."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from store import placement_photos

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
WHO_TOOK_IT = "Erika Beispiel"


@pytest.fixture
def poster(town):
    return town.poster()


def camera(width=2400, height=1800, form="JPEG"):
    """What a phone makes, held upright: turned by a note, with its owner and place in it."""
    image = Image.new("RGB", (width, height), "#336699")
    image.paste("#ffffff", (0, 0, width // 4, height))
    notes = Image.Exif()
    notes[0x0112], notes[0x013B] = 6, WHO_TOOK_IT
    notes.get_ifd(0x8825)[2] = (52.0, 1.0, 0.0)
    out = BytesIO()
    image.save(out, form, exif=notes)
    return out.getvalue()


def bomb():
    """A PNG of a few kilobytes that says it is 30,000 pixels wide and high."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1_000_000))), (b"IEND", b"")]
    packed = (
        struct.pack(">I", len(told)) + kind + told + struct.pack(">I", zlib.crc32(kind + told))
        for kind, told in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def send(desk, poster, content, name="foto.jpg"):
    page = desk.get(f"/desk/placements/{poster.id}")
    return desk.send_file(page, "Foto speichern", "photo", content, name)


def test_a_photo_is_kept_upright_small_and_without_notes(town, desk, poster):
    assert WHO_TOOK_IT.encode() in camera()
    assert send(desk, poster, camera()).status == 303
    kept = placement_photos.jpeg(town.db, poster.id)
    with Image.open(BytesIO(kept)) as image:
        assert (image.format, image.size) == ("JPEG", (1200, 1600))
        # The white side was on the left of a camera that was held upright: now it is above.
        assert min(image.getpixel((600, 50))) > 240 and image.getpixel((600, 1500))[0] < 100
        assert dict(image.getexif()) == {}
    assert WHO_TOOK_IT.encode() not in kept
    told = placement_photos.find(town.db, poster.id)
    assert (told.width, told.height, told.by) == (1200, 1600, "Petra Sommer")


def test_staff_sees_it_and_nobody_else(desk, browse, poster, jonas):
    send(desk, poster, camera(80, 60, "WEBP"))
    address = f"/desk/placements/{poster.id}/photo"
    assert address in desk.get(f"/desk/placements/{poster.id}").html
    answer = desk.client.get(address)
    assert answer.mimetype == "image/jpeg" and answer.data.startswith(b"\xff\xd8")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert browse.get(address).status == 303 and browse.as_(jonas).get(address).status == 403
    assert desk.client.get("/desk/placements/4711/photo").status_code == 404


@pytest.mark.parametrize(
    "content",
    [SVG, HTML, b"", b"\xff\xd8\xff\xe0" + SVG, camera()[:3000], bomb()],
    ids=["svg", "html", "nothing", "script with a JPEG's beginning", "torn", "bomb"],
)
def test_what_is_no_photo_is_refused_under_any_name(town, desk, poster, content):
    answer = send(desk, poster, content)
    assert answer.status == 422 and "kein Foto, das wir lesen können" in answer.text
    assert placement_photos.find(town.db, poster.id) is None


def test_forty_megabytes_are_refused_unread(town, desk, poster):
    answer = send(desk, poster, bytes(40_000_000))
    assert answer.status == 413 and "größer als 15 MB" in answer.text
    assert "<h1>Jahnplatz" in answer.html
    assert placement_photos.find(town.db, poster.id) is None


def test_other_forms_stay_as_short_as_they_were(desk, poster):
    address, fields = desk.get(f"/desk/placements/{poster.id}/edit").form("Speichern")
    page = desk.post(address, fields | {"name": "a" * 70_000})
    assert page.status == 413


def test_a_photo_can_be_deleted(town, desk, poster):
    send(desk, poster, camera(80, 60))
    page = desk.submit(desk.get(f"/desk/placements/{poster.id}"), "Foto löschen")
    assert "gelöscht" in page.text and placement_photos.find(town.db, poster.id) is None
