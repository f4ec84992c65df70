"""The network: organizations, meetings, and partners who translate."""
