"""Referrals: who waits for the office, and what the coordinator does about it."""
