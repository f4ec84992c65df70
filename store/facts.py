"""Threshold facts: what keeps a shy person from coming, each known or honestly unknown."""

from typing import Literal

Fact = Literal["yes", "no", "unknown"]

OF_OFFER = ("free", "no_sign_up", "come_alone", "no_need_to_buy", "companion_welcome")
OF_VENUE = ("step_free", "toilet", "hearing_loop", "quiet")
