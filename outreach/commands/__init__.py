"""The commands of `begegnung`, one file for each noun."""
