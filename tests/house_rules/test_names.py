"""Names say what the field says. Some words say nothing, or the wrong thing about people."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("kiosk", "outreach", "printables", "store")

EMPTY_WORDS = frozenset("utils helper helpers common misc manager service handler".split())
WRONG_WORDS = frozenset(
    "hit hits click clicks visitor visitors user users case cases client clients ticket tickets"
    " slug slugs location locations item items".split()
)
# Words of somebody else's trade: HTTP's own header, and the printer's margin for marks.
TERMS = ("user_agent", "slug_mm")


def sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from (ROOT / room).rglob("*.py")


def named(tree: ast.AST) -> Iterator[str]:
    """Every name this source gives to something."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


def words(name: str) -> set[str]:
    for term in TERMS:
        name = name.lower().replace(term, "") if term in name.lower() else name
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}


def test_no_file_is_named_after_nothing():
    files = [path for room in (*ROOMS, "tests") for path in (ROOT / room).rglob("*")]
    assert [str(path) for path in files if EMPTY_WORDS & words(path.stem)] == []


def test_nothing_is_named_with_a_word_we_do_not_use():
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources()
        for name in named(ast.parse(path.read_text("utf-8")))
        if (EMPTY_WORDS | WRONG_WORDS) & words(name)
    ]
    assert wrong == []


def test_tables_and_columns_are_named_with_the_same_words():
    schema = (ROOT / "store" / "schema.sql").read_text("utf-8")
    assert (EMPTY_WORDS | WRONG_WORDS) & set(re.findall("[a-z]+", schema.lower())) == set()
