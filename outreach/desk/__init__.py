"""The coordinators' room."""
