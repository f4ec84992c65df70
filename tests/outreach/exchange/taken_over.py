"""What came of taking a list over."""

from store import database


def counts(report):
    return report.added, report.changed, report.unchanged


def everything(folder):
    """Every row of every table."""
    db = database.open_office(folder)
    return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in db.table_names()}
