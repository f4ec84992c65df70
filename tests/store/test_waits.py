"""How long something takes is told fairly while some still wait."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from store.waits import wait

DAY = 86_400
SECONDS = st.lists(st.integers(0, 40).map(lambda day: day * DAY), max_size=12)


def estimated(taken, waiting, share):
    """The days in which this share is through, by the textbook's product over distinct times."""
    left = Fraction(1)
    for at in sorted(set(taken)):
        at_risk = sum(t >= at for t in (*taken, *waiting))
        left *= 1 - Fraction(taken.count(at), at_risk)
        if left <= 1 - Fraction(share):
            return at / DAY
    return None


@given(SECONDS, SECONDS)
def test_quartiles_are_those_of_kaplan_and_meier(taken, waiting):
    told = wait(taken, waiting)
    assert (told.taken, told.waiting) == (len(taken), len(waiting))
    quartiles = [estimated(taken, waiting, share) for share in (0.25, 0.5, 0.75)]
    assert [told.quick, told.median, told.slow] == quartiles


def test_where_nobody_waits_any_more_it_is_the_usual_median():
    told = wait([DAY, 2 * DAY, 9 * DAY], [])
    assert (told.quick, told.median, told.slow) == (1, 2, 9)


def test_who_still_waits_makes_it_slower_and_never_quicker():
    assert wait([DAY, 2 * DAY, 3 * DAY], [5 * DAY] * 2).median == 3
    assert wait([DAY, 2 * DAY, 3 * DAY], [5 * DAY] * 4).median is None
    assert wait([DAY, 2 * DAY, 3 * DAY], [0] * 4).median == 2
