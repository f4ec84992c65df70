"""The report for the funder, and the tables it is made from; in German, like the desk."""
