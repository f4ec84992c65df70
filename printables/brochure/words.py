"""Words for times: weekdays, rhythms and lists of days in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from babel.lists import format_list
from markupsafe import Markup

from printables import wording
from printables.brochure.contents import Rhythm, When
from printables.wording import Wording


@dataclass(frozen=True, slots=True)
class Times:
    """Says when something takes place."""

    wording: Wording

    def weekday(self, number: int) -> str:
        """Monday."""
        locale = self.wording.language.locale
        return str(locale.days["stand-alone"]["wide"][number])

    def short_weekday(self, number: int) -> str:
        """Mon; Leichte Sprache knows no abbreviations."""
        if self.wording.language.prefix == "ls":
            return self.weekday(number)
        return str(self.wording.language.locale.days["stand-alone"]["abbreviated"][number])

    def hours(self, when: When) -> Markup:
        """From when to when; that it has to be asked where nobody told us."""
        _, clock = self.wording.say, self.wording.language.clock
        if when.starts_at is None:
            return _("ask for the time")
        if when.ends_at is None:
            return wording.isolated(clock(when.starts_at))
        return wording.isolated(f"{clock(when.starts_at)}–{clock(when.ends_at)}")

    def rhythm(self, when: When, under: int | None) -> Markup:
        """Which weekdays and how often: "Monday and Friday, every week".

        Where it stands under its only weekday, that is not said again.
        """
        _, days = self.wording.say, self._listed(map(self.weekday, when.weekdays))
        days = "" if when.weekdays == (under,) else days
        if when.rhythm == "once":
            return _("only on %(dates)s", dates=self.dates(when.dates))
        days = "" if when.rhythm == "daily" else days
        told = ", ".join(filter(None, (days, self._often(when))))
        dates = self.dates(when.dates) if when.dates else ""
        return Markup("{}").format(": ".join(filter(None, (told, dates))))

    def span(self, when: When) -> Markup:
        """From and until when, where not all the time: "from 4 January"."""
        _ = self.wording.say
        first, last = (self.dates([day]) if day else "" for day in (when.from_on, when.until_on))
        if first and last:
            return _("from %(first)s to %(last)s", first=first, last=last)
        if first:
            return _("from %(day)s", day=first)
        return _("until %(day)s", day=last) if last else Markup("")

    def exceptions(self, when: When) -> list[Markup]:
        """On which days it rests, and for which one has to ask."""
        _, told = self.wording.say, []
        if when.off:
            told.append(_("not on %(dates)s", dates=self.dates(when.off)))
        if when.to_ask:
            told.append(_("please call first: %(dates)s", dates=self.dates(when.to_ask)))
        return told

    def dates(self, days: Iterable[date]) -> str:
        """Days without their weekday: 8 December, 12 January."""
        language = self.wording.language
        pattern = "d. MMMM" if language.prefix in ("de", "ls") else "d MMMM"
        return self._listed(format_date(day, pattern, locale=language.locale) for day in days)

    def days_in_short(self, when: When) -> str:
        """Mon and Fri, as an index tells it."""
        return self._listed(map(self.short_weekday, when.weekdays))

    def full_date(self, day: date) -> str:
        """A day with its year."""
        return format_date(day, "long", locale=self.wording.language.locale)

    def _often(self, when: When) -> Markup:
        _, often, span = self.wording.say, self._rhythms().get(when.rhythm), self.span(when)
        if often and span:
            return _("%(often)s %(span)s", often=often, span=span)
        return often or Markup("")

    def _rhythms(self) -> dict[Rhythm, Markup]:
        _ = self.wording.say
        return {
            "daily": _("every day"),
            "weekly": _("every week"),
            "two_weeks": _("every two weeks"),
            "three_weeks": _("every three weeks"),
            "four_weeks": _("every four weeks"),
            "monthly": _("every month"),
        }

    def _listed(self, words: Iterable[str]) -> str:
        return format_list(list(words), locale=self.wording.language.locale)
