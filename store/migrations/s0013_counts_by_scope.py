"""Counts of the whole town, a district, a campaign and a kind, kept beside those of a placement.

Five thousand placements write some five million rows in two years: summing them up took 17 s, and
reading these sums takes some milliseconds. They grow in the transaction that counts a scan, so
there is no job that could be late, and triggers keep them right whatever is done to a placement.
"""

from sqlite_utils import Database

# Where a placement's scans are counted besides at itself.
SCOPES = """CREATE VIEW placement_scope AS
SELECT id AS placement_id, 'town' AS scope FROM placement
UNION ALL SELECT id, 'kind:' || kind FROM placement
UNION ALL SELECT id, 'district:' || district_id FROM placement WHERE district_id IS NOT NULL
UNION ALL SELECT id, 'campaign:' || campaign_id FROM placement WHERE campaign_id IS NOT NULL"""

# The last day on which somebody may have stood there, by placement: who was silent since when.
LAST = """CREATE TABLE last_scan (
  placement_id INTEGER PRIMARY KEY REFERENCES placement,
  day TEXT NOT NULL
) STRICT"""
HUMAN = "('person', 'unclear', 'typed')"


def apply(db: Database) -> None:
    """Make the sums and what keeps them, and sum up what was counted so far."""
    db.execute(SCOPES)
    _sum_up(db, "scan", "kind")
    _sum_up(db, "step", "step")
    db.execute(LAST)
    db.execute(
        "INSERT INTO last_scan SELECT placement_id, max(day) FROM scan_day"
        f" WHERE kind IN {HUMAN} GROUP BY 1"
    )
    db.execute(
        "CREATE TRIGGER scan_day_is_remembered AFTER INSERT ON scan_day"
        f" WHEN NEW.kind IN {HUMAN} BEGIN"
        " INSERT INTO last_scan VALUES (NEW.placement_id, NEW.day)"
        " ON CONFLICT DO UPDATE SET day = excluded.day WHERE day < excluded.day; END"
    )


def _sum_up(db: Database, counted: str, what: str) -> None:
    """The sums of `scan_day` or `step_day`, of which `what` is the column of kinds or steps."""
    table = f"{counted}_sum_day"
    db.execute(
        f"CREATE TABLE {table} (\n  scope TEXT NOT NULL,\n  day TEXT NOT NULL,\n"
        f"  {what} TEXT NOT NULL,\n  n INTEGER NOT NULL,\n"
        f"  PRIMARY KEY (scope, day, {what})\n) STRICT, WITHOUT ROWID"
    )
    db.execute(
        f"INSERT INTO {table} SELECT scope, day, {what}, sum(n) FROM {counted}_day"
        " JOIN placement_scope USING (placement_id) GROUP BY 1, 2, 3"
    )
    for verb, n in (("INSERT", "NEW.n"), ("UPDATE", "NEW.n - OLD.n")):
        db.execute(
            f"CREATE TRIGGER {counted}_day_{verb.lower()}_is_summed_up"
            f" AFTER {verb} ON {counted}_day BEGIN INSERT INTO {table}"
            f" SELECT scope, NEW.day, NEW.{what}, {n} FROM placement_scope"
            " WHERE placement_id = NEW.placement_id"
            " ON CONFLICT DO UPDATE SET n = n + excluded.n; END"
        )
    # A placement that changes its district or campaign takes its counts with it.
    for moment, sign in (("BEFORE", "-"), ("AFTER", "")):
        db.execute(
            f"CREATE TRIGGER placement_takes_{table}_{moment.lower()} {moment} UPDATE ON placement"
            " WHEN (OLD.kind, OLD.district_id, OLD.campaign_id)"
            " IS NOT (NEW.kind, NEW.district_id, NEW.campaign_id)"
            f" BEGIN INSERT INTO {table} SELECT scope, day, {what}, {sign}n FROM {counted}_day"
            f" JOIN placement_scope USING (placement_id) WHERE {counted}_day.placement_id = NEW.id"
            " ON CONFLICT DO UPDATE SET n = n + excluded.n; END"
        )
