"""Append-only steps from an empty file to today's schema; never edit one that was released."""

from sqlite_utils import Migrations

from store.migrations import (
    s0001_places_and_offers,
    s0002_scans_and_demand,
    s0003_people,
    s0004_referrals,
    s0005_hand_offs,
    s0007_passkeys,
    s0008_forgetting,
    s0010_screens,
    s0011_desk,
    s0012_told,
    s0013_counts_by_scope,
    s0014_event_steps,
    s0020_lines,
    s0021_campaign_texts,
)

migrations = Migrations("begegnung")

STEPS = (
    s0001_places_and_offers,
    s0002_scans_and_demand,
    s0003_people,
    s0004_referrals,
    s0005_hand_offs,
    s0007_passkeys,
    s0008_forgetting,
    s0010_screens,
    s0011_desk,
    s0012_told,
    s0013_counts_by_scope,
    s0014_event_steps,
    s0020_lines,
    s0021_campaign_texts,
)

for step in STEPS:
    migrations(name=step.__name__.rpartition(".")[2])(step.apply)
