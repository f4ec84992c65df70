"""Screens: which are alive, what they show, and how a device becomes one."""
