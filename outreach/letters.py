"""Letters: what a mail says, by its kind and in its reader's language.

To people we know all mails say the same, and what they are about stands behind the sign-in. Who is
outside has nothing to sign in to: their letters say in words what it is about, and name nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass

from outreach import meeting_calendar
from store import meetings, proposals
from store.database import Database
from store.errors import NotFound
from store.languages import LANGUAGES
from store.office import Office
from store.outbox import Mail

# The message in the reader's language.
Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter; `kind` is its media type, such as text/calendar."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says between the greeting and its link, in paragraphs."""

    subject: str
    paragraphs: tuple[str, ...]
    attachment: Attachment | None = None


def write(db: Database, mail: Mail, office: Office, say: Say) -> Letter:
    """The letter of this mail. Raises ValueError for a kind that has no words for somebody outside.

    What only the kind's writer knows (a meeting's day) it looks up by the mail's path or recipient.
    """
    if mail.kind in BY_KIND:
        return BY_KIND[mail.kind](db, mail, office, say)
    if mail.person_id is None:
        raise ValueError("there are no words for this kind of mail")
    return _something_waits(say)


def _something_waits(_: Say) -> Letter:
    return Letter(
        _("Something is waiting for you"),
        (
            _("something is waiting for you:"),
            _("What it is does not stand here, on purpose. Please sign in, then you will see it."),
        ),
    )


def _invitation(db: Database, mail: Mail, office: Office, _: Say) -> Letter:
    return Letter(
        _("Your invitation"),
        (
            _(
                "thank you for wanting to go along with somebody. With this link you choose how "
                "you sign in from now on. It is for you alone, works once and for seven days. "
                "Everything else we talk about when we meet:"
            ),
        ),
    )


def _offer_taken_up(db: Database, mail: Mail, office: Office, _: Say) -> Letter:
    return Letter(
        _("Your offer stands on our pages"),
        (
            _(
                "thank you for telling us about your offer. Here you see how it looks to everybody "
                "who is looking for company. Is something wrong? Then please tell us:"
            ),
        ),
    )


def _answered(db: Database, mail: Mail, office: Office, _: Say) -> Letter:
    thanks = _("thank you for writing to us. This is our answer:")
    return Letter(_("An answer to what you wrote to us"), (thanks, _words_of_ours(db, mail)))


def _refused(db: Database, mail: Mail, office: Office, _: Say) -> Letter:
    thanks = _("thank you for writing to us. This time it does not work out, and this is why:")
    return Letter(_("An answer to what you wrote to us"), (thanks, _words_of_ours(db, mail)))


def _words_of_ours(db: Database, mail: Mail) -> str:
    assert mail.proposal_id is not None
    return proposals.get(db, mail.proposal_id).answer


def _meeting_invitation(db: Database, mail: Mail, office: Office, _: Say) -> Letter:
    said = _("we invite you to a meeting of all who make meetings possible in this town:")
    return _about_a_meeting(db, mail, office, _("Invitation: %(title)s"), said, _)


def _meeting_changed(db: Database, mail: Mail, office: Office, _: Say) -> Letter:
    said = _("our meeting takes place at another time or place. Please look again whether you can:")
    return _about_a_meeting(db, mail, office, _("Changed: %(title)s"), said, _)


def _about_a_meeting(
    db: Database, mail: Mail, office: Office, subject: str, said: str, _: Say
) -> Letter:
    try:
        meeting, _guest = meetings.by_token(db, mail.path.rpartition("/")[2])
    except NotFound as error:
        raise ValueError("there is a newer invitation") from error
    plan = meeting.plan
    times = _("%(day)s, %(first)s to %(last)s") % {
        "day": LANGUAGES[mail.language].day(plan.on),
        "first": LANGUAGES[mail.language].clock(plan.starts_at),
        "last": LANGUAGES[mail.language].clock(plan.ends_at),
    }
    entry = meeting_calendar.entry(db, meeting, office, now=mail.created_at)
    return Letter(
        subject % {"title": plan.title},
        (said, f"{plan.title}\n{times}\n{plan.place}"),
        Attachment("einladung.ics", "text/calendar", entry),
    )


def _translation_asked(db: Database, mail: Mail, office: Office, _: Say) -> Letter:
    return Letter(
        _("Would you translate something for us?"),
        (
            _(
                "somebody near you is looking for company and does not read German. Would you "
                "translate one of our offers? Our text stands beside the fields. The link works "
                "for 30 days:"
            ),
            _("If it does not suit you, simply leave it. Nobody is waiting in vain."),
        ),
    )


def _translation_accepted(db: Database, mail: Mail, office: Office, _: Say) -> Letter:
    said = _("thank you very much for your translation. Here everybody can read it now:")
    return Letter(_("Your translation stands on our pages"), (said,))


def _translation_refused(db: Database, mail: Mail, office: Office, _: Say) -> Letter:
    return Letter(
        _("Your translation"),
        (
            _(
                "thank you very much for your translation and for your time. This time we could "
                "not take it over as it is. Please call us, we are glad to tell you why."
            ),
        ),
    )


# A new kind of letter is one line here, with or without an attachment.
BY_KIND: dict[str, Callable[[Database, Mail, Office, Say], Letter]] = {
    "invitation": _invitation,
    "offer_taken_up": _offer_taken_up,
    "proposal_answered": _answered,
    "proposal_refused": _refused,
    "meeting_invitation": _meeting_invitation,
    "meeting_changed": _meeting_changed,
    "translation_asked": _translation_asked,
    "translation_accepted": _translation_accepted,
    "translation_refused": _translation_refused,
}
