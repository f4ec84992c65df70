import pytest

from outreach.sign_in import rules

UBUNTU = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1"


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (UBUNTU, "Firefox, Linux"),
        (WINDOWS, "Chrome, Windows"),
        (f"{WINDOWS} Edg/130.0", "Edge, Windows"),
        (IPHONE, "Safari, iPhone"),
        ("Something new", ""),
        ("", ""),
    ],
)
def test_a_device_is_known_by_its_browser_and_system(user_agent, device):
    assert rules.device(user_agent) == device


@pytest.mark.parametrize("password", ["Xaver mag Äpfel", "Sommerregen im Mai", "            "])
def test_a_password_may_be_anything_long_but_the_name(password):
    own = {"name": "Petra Sommer", "email": "petra@muster.example"}
    assert rules.password_problem(password, again=password, **own) is None
