"""ICC profiles: what a print shop calls its press, for instance PSO Coated v3."""

from io import BytesIO

from PIL import ImageCms

from printables.errors import UnusableProfile

# Where a profile's header says what it is (ICC.1:2022, 7.2).
DEVICE = slice(12, 16)
INKS = slice(16, 20)
SIGNATURE = slice(36, 40)


def check(content: bytes) -> None:
    """Make sure that this is the profile of a press with four inks. Raises UnusableProfile."""
    if content[SIGNATURE] != b"acsp":
        raise UnusableProfile("This file is no ICC profile. The print shop can send you theirs.")
    if (content[DEVICE], content[INKS]) != (b"prtr", b"CMYK"):
        raise UnusableProfile(
            "This ICC profile is not for a press with four inks (CMYK), so it does not fit our "
            "files. A usual one is PSO Coated v3."
        )
    name(content)


def name(content: bytes) -> str:
    """What the profile calls itself. Raises UnusableProfile for one that is broken."""
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(content))
        return ImageCms.getProfileDescription(profile).strip()
    except (OSError, ImageCms.PyCMSError) as error:
        raise UnusableProfile("This ICC profile is broken. Please fetch it again.") from error
