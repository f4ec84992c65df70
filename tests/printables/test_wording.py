"""Names on paper keep their own direction."""

from printables import wording


def test_names_keep_their_own_direction():
    assert wording.direction("(Neumarkt 1)") == "ltr"
    assert wording.direction("0521 000 123") == "ltr"
    assert wording.direction("«بيت الجيران»") == "rtl"
    assert wording.isolated("<b>") == '<bdi class="ltr">&lt;b&gt;</bdi>'
