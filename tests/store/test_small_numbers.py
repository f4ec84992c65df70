"""What leaves the desk tells of nobody, however one adds and subtracts."""

from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from store import small_numbers
from store.small_numbers import FEWEST, Table, listed, published

COUNTS = st.integers(0, 12) | st.sampled_from([0, 1, 2, 3, 4])


@st.composite
def tables(draw, side=3, counts=COUNTS):
    height, width = draw(st.integers(1, side)), draw(st.integers(1, side))
    cells = [tuple(draw(counts) for _ in range(width)) for _ in range(height)]
    flags = [draw(st.booleans()) for _ in range(3)]
    return table_of(cells, *flags)


def table_of(cells, *flags):
    names = tuple("abcdefghijklmnop")
    return Table("t", names[: len(cells)], names[: len(cells[0])], tuple(cells), *flags)


def told(table):
    """What an attacker reads: place → number, and the places of what is hidden."""
    seen, below, beside = published(table), len(table.rows), len(table.columns)
    lines = {
        (row, column): n for row, line in enumerate(seen.cells) for column, n in enumerate(line)
    }
    lines |= {(row, beside): n for row, n in enumerate(seen.row_totals)}
    lines |= {(below, column): n for column, n in enumerate(seen.column_totals)}
    if table.has_total:
        lines[below, beside] = seen.total
    known = {place: n for place, n in lines.items() if n is not None}
    return known, [place for place in lines if place not in known]


def equations(table):
    """Lists of places with signs that add up to nothing."""
    below, beside = len(table.rows), len(table.columns)
    for row in range(below + 1):
        yield [((row, column), 1) for column in range(beside)] + [((row, beside), -1)]
    for column in range(beside + 1):
        yield [((row, column), 1) for row in range(below)] + [((below, column), -1)]


def narrowed(sums, bounds):
    """Tighten every bound by every equation until nothing moves; None for a contradiction."""
    moved = True
    while moved:
        moved = False
        for terms in sums:
            low = sum(s * bounds[p][0 if s > 0 else 1] for p, s in terms)
            high = sum(s * bounds[p][1 if s > 0 else 0] for p, s in terms)
            for p, s in terms:
                lo, hi = bounds[p]
                rest_low = low - s * (lo if s > 0 else hi)
                rest_high = high - s * (hi if s > 0 else lo)
                a, b = (-rest_high, -rest_low) if s > 0 else (rest_low, rest_high)
                a, b = max(lo, a), min(hi, b)
                if a > b:
                    return None
                if (a, b) != (lo, hi):
                    bounds = {**bounds, p: (a, b)}
                    moved = True
                    break
    return bounds


def is_possible(sums, bounds):
    """Whether whole numbers fit: narrow, then try each value of the narrowest open place."""
    bounds = narrowed(sums, bounds)
    if bounds is None:
        return False
    still_open = [p for p, (lo, hi) in bounds.items() if lo < hi]
    if not still_open:
        return True
    place = min(still_open, key=lambda p: bounds[p][1] - bounds[p][0])
    lo, hi = bounds[place]
    return any(is_possible(sums, {**bounds, place: (n, n)}) for n in range(lo, hi + 1))


@settings(max_examples=150)
@given(tables())
@example(table_of([(2, 7), (0, 0)], True, True, True))
@example(table_of([(1, 2, 9)], True, False, False))
@example(table_of([(4, 1), (6, 9)], True, True, True))
@example(table_of([(1, 1), (1, 1)], True, True, True))
def test_whoever_solves_the_sums_is_left_with_six_possible_numbers_for_each_hidden_one(table):
    known, hidden = told(table)
    truth, sums = table.with_totals(), list(equations(table))
    bounds = {p: (known[p], known[p]) if p in known else (0, truth[p] + 9) for p in truth}
    for place in hidden:
        # More than this need not be tried: six are enough.
        tried = range(max(0, truth[place] - 5), truth[place] + 6)
        possible = [n for n in tried if is_possible(sums, {**bounds, place: (n, n)})]
        assert len(possible) > FEWEST, (place, possible, known)


@settings(max_examples=60)
@given(tables(side=9))
def test_in_larger_tables_no_hidden_number_follows_from_the_others(table):
    known, hidden = told(table)
    unknown = [p for p in table.with_totals() if p not in known]
    matrix = [
        [Fraction(next((s for p, s in terms if p == place), 0)) for place in unknown]
        for terms in equations(table)
    ]
    pinned = {unknown[row.index(1)] for row in reduced(matrix) if sum(n != 0 for n in row) == 1}
    assert pinned.isdisjoint(hidden)


def reduced(matrix):
    """The reduced row echelon form."""
    rows, done = [list(row) for row in matrix], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(done, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [n / rows[done][column] for n in rows[done]]
        for i, row in enumerate(rows):
            if i != done and row[column]:
                rows[i] = [a - row[column] * b for a, b in zip(row, rows[done], strict=True)]
        done += 1
    return rows[:done]


@given(tables(side=6))
def test_no_small_number_is_shown_and_every_shown_number_is_true(table):
    known, _ = told(table)
    truth = table.with_totals()
    assert all(n == truth[place] and not 0 < n < FEWEST for place, n in known.items())


@given(tables(side=6, counts=st.integers(5, 99) | st.just(0)))
def test_where_nothing_is_small_nothing_is_hidden(table):
    assert not published(table).hides_anything()


@given(tables(side=6, counts=st.sampled_from([0, 1, 2, 3, 9])))
def test_how_many_came_so_far_follows_from_what_is_shown_and_is_never_small(table):
    lines = small_numbers.at_least(published(table))
    rows = [*table.cells, tuple(map(sum, zip(*table.cells, strict=True)))]
    for line, cells in zip(lines, rows, strict=False):
        for column, n in enumerate(line):
            assert n is None or (n == sum(cells[column:]) and not 0 < n < FEWEST)


def test_how_many_came_so_far_is_told_as_far_as_it_can_be():
    table = table_of([(30, 2, 3, 8), (9, 20, 0, 7)], True, False, False)
    assert small_numbers.at_least(published(table)) == ((43, 13, None, 8), (36, 27, 7, 7))


def test_a_list_hides_a_second_number_only_where_its_total_would_tell_the_first():
    counts = {"Altstadt": 3, "Nordfeld": 40, "Ostaue": 8}
    alone = published(listed("requests", counts))
    assert [n for [n] in alone.cells] == [None, 40, 8]
    summed = published(listed("requests", counts, has_total=True))
    assert [n for [n] in summed.cells] == [None, 40, None]
    assert summed.column_totals == (51,)


def test_a_zero_stays_and_protects_nothing():
    summed = published(
        listed("requests", {"Altstadt": 3, "Nordfeld": 0, "Ostaue": 8}, has_total=True)
    )
    assert [n for [n] in summed.cells] == [None, 0, None]


def test_a_total_is_hidden_only_where_nothing_else_helps():
    [total] = published(listed("requests", {"Altstadt": 3}, has_total=True)).column_totals
    assert total is None
    table = table_of([(3, 20, 30), (15, 8, 40), (12, 33, 9)], True, True, True)
    seen = published(table)
    assert sum(n is None for line in seen.cells for n in line) == 4
    assert None not in (*seen.row_totals, *seen.column_totals, seen.total)


def test_a_hidden_number_does_not_tell_why_it_is_hidden():
    seen = published(listed("requests", {"Altstadt": 3, "Ostaue": 8}, has_total=True))
    assert seen.cells == ((None,), (None,))


def test_shares_and_medians_of_few_are_hidden():
    assert small_numbers.share(5, 20) == 0.25
    assert small_numbers.share(None, 20) is small_numbers.share(5, None) is None
    assert small_numbers.share(0, 0) is None
    assert [small_numbers.is_enough(n) for n in (4, 5)] == [False, True]


def test_an_empty_table_is_published_empty():
    assert published(Table("t", (), ("a",), (), has_column_totals=True)).cells == ()
