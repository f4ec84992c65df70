"""How long we keep what: a rule for each kind of row that goes by itself when its time is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from store import moments, sessions
from store.database import rows

HALF_A_YEAR = timedelta(days=180)
A_QUARTER = timedelta(days=90)
A_MONTH = timedelta(days=30)
LONGEST_UNUSED = max(limits.idle for limits in sessions.LIMITS.values())

PROPOSALS = "what came in at the doors, once it was settled"

LEFT = "person_id IN (SELECT id FROM person WHERE revoked_at < :before)"


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows of `table` that fit `where` go `after` so long; with `emptied` only these columns do.

    `:before` in it is the moment that long ago.
    """

    kind: str
    table: str
    where: str
    after: timedelta
    emptied: str = ""

    def count(self, db: Database, *, now: datetime) -> int:
        """How many rows are to go."""
        sql = f"SELECT count(*) AS n FROM {self.table} WHERE {self.where}"
        return int(rows(db, sql, before=self._before(now))[0]["n"])

    def apply(self, db: Database, *, now: datetime) -> None:
        """Let them go."""
        verb = (
            f"UPDATE {self.table} SET {self.emptied}"
            if self.emptied
            else "DELETE FROM " + self.table
        )
        db.execute(f"{verb} WHERE {self.where}", {"before": self._before(now)})

    def _before(self, now: datetime) -> str:
        return moments.written(now - self.after)


RULES = (
    # Its counters and its receipt stay: a phone that sends it again is answered the same.
    Rule(
        "cards given that led to no request",
        "hand_off",
        "kind = 'card' AND referral_id IS NULL AND received_at < :before"
        " AND NOT EXISTS (SELECT 1 FROM referral r WHERE r.code = card_code)",
        HALF_A_YEAR,
    ),
    Rule(
        "notes about requests",
        "event",
        # Also one that was still being written when the person withdrew.
        "text IS NOT NULL AND (at < :before OR referral_id IN"
        " (SELECT referral_id FROM consent WHERE withdrawn_at IS NOT NULL))",
        A_QUARTER,
        emptied="text = NULL, salt = NULL",
    ),
    # Also an idea nobody signed: what was typed may tell of somebody. The row still counts.
    Rule(
        PROPOSALS,
        "proposal",
        "state <> 'new' AND state_at < :before AND (box IS NOT NULL OR answer <> '')",
        A_QUARTER,
        emptied="box = NULL, answer = ''",
    ),
    Rule("mails", "mail", "coalesce(sent_at, created_at) < :before", A_QUARTER),
    Rule("sessions that ended", "session", "ended_at < :before", A_MONTH),
    Rule(
        "sessions that ran out",
        "session",
        "ended_at IS NULL AND seen_at < :before",
        A_MONTH + LONGEST_UNUSED,
    ),
    Rule("phones that were put out", "device", f"ended_at < :before OR {LEFT}", A_MONTH),
    Rule("staff cards that ended", "staff_card", f"ended_at < :before OR {LEFT}", A_MONTH),
    Rule("invitations", "invitation", "coalesce(used_at, expires_at) < :before", A_MONTH),
    # The row stays for those who point at it; who has left is called by their role.
    Rule(
        "names of people who left",
        "person",
        "revoked_at < :before AND (name <> role OR email IS NOT NULL OR phone IS NOT NULL"
        " OR password_hash IS NOT NULL OR totp_secret IS NOT NULL)",
        A_QUARTER,
        emptied="name = role, email = NULL, phone = NULL, language = '', password_hash = NULL,"
        " totp_secret = NULL, totp_step = NULL, trained_until_on = NULL,"
        " confidential_since_on = NULL",
    ),
    Rule("passkeys of people who left", "passkey", LEFT, A_QUARTER),
    Rule("questions to passkeys", "challenge", "expires_at < :before", timedelta(days=1)),
    Rule("recovery codes of people who left", "recovery_code", LEFT, A_QUARTER),
    Rule("what pilots who left could take on", "pilot", LEFT, A_QUARTER),
    Rule("languages of pilots who left", "pilot_language", LEFT, A_QUARTER),
    Rule("districts of pilots who left", "pilot_district", LEFT, A_QUARTER),
    Rule("times of pilots who left", "pilot_time", LEFT, A_QUARTER),
    Rule("rate limits", "allowance", "at < unixepoch(:before)", timedelta(days=1)),
)
