"""Paper and pictures from the desk: every piece of a placement, campaigns, booklets, slips."""
