"""What a campaign says on its paper, in each language."""

from sqlite_utils import Database


def apply(db: Database) -> None:
    """A sentence per campaign and language; where there is none, paper says the usual one."""
    db.execute(
        """CREATE TABLE campaign_text (
  campaign_id INTEGER NOT NULL REFERENCES campaign,
  language TEXT NOT NULL,
  sentence TEXT NOT NULL CHECK (sentence <> ''),
  PRIMARY KEY (campaign_id, language)
) STRICT, WITHOUT ROWID"""
    )
