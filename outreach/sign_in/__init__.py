"""The doors of people we know: sign-in, invitation, one's own account."""
