"""Write `store/schema.sql`: what the migrations make of an empty file, for people to read."""

from pathlib import Path
from tempfile import TemporaryDirectory

from store import database


def write() -> None:
    """Write the schema beside this module."""
    with TemporaryDirectory() as folder:
        db = database.open(Path(folder) / database.FILE_NAME)
        database.migrate(db)
        Path(__file__).with_name("schema.sql").write_text(database.schema(db), "utf-8")
        db.close()


if __name__ == "__main__":
    write()
