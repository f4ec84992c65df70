"""Fills a piece's template; what comes out is HTML for `pdf`."""

from base64 import b64encode
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from printables import fonts, short, wording

# A room within has templates of its own.
ROOMS = Path(__file__).parent
FOLDERS = [ROOMS / room / "templates" for room in ("", "report", "brochure", "office")]


def html(template: str, **values: object) -> str:
    """The template of this name, filled in. A value that is missing is an error."""
    return _environment().get_template(template).render(**values)


def data_url(svg: str) -> str:
    """A drawing as an address that a template can put into `src` or `url()`."""
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode("ascii")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDERS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["drawable"] = fonts.drawable
    environment.filters["is_endless"] = short.is_endless
    environment.filters["isolated"] = wording.isolated
    environment.filters["boxed"] = wording.boxed
    environment.filters["direction"] = wording.direction
    return environment
