"""What suits a pilot."""

from dataclasses import replace

import pytest

from outreach import suiting
from store.pilots import Profile

ANYBODY = Profile(1, 2, (), (), (), None, has_feed=False)


@pytest.mark.parametrize(
    ("told", "wish", "misfits"),
    [
        ({}, {}, ()),
        ({}, {"language": "tr"}, ("language",)),
        ({}, {"language": "ls"}, ()),
        ({"languages": ("tr",)}, {"language": "ls"}, ("language",)),
        ({"languages": ("de", "tr")}, {"language": "tr"}, ()),
        ({"districts": ("Altstadt",)}, {"district": "Altstadt"}, ()),
        ({"districts": ("Nordfeld",)}, {"district": "Altstadt"}, ("district",)),
        ({"districts": ("Nordfeld",)}, {"district": ""}, ()),
        ({"times": ("evening",)}, {"best_time": "evening"}, ()),
        ({"times": ("evening",)}, {"best_time": "any"}, ()),
        ({"times": ("evening",)}, {"best_time": "morning"}, ("time",)),
        (
            {"languages": ("uk",), "districts": ("Nordfeld",), "times": ("evening",)},
            {"district": "Altstadt", "best_time": "weekend"},
            ("language", "district", "time"),
        ),
    ],
)
def test_what_does_not_suit_a_pilot(asked, told, wish, misfits):
    profile, wanted = replace(ANYBODY, **told), replace(asked, **wish)
    assert suiting.misfits(profile, wanted, usual_language="de") == misfits
