"""The district brochure: what is on in a part of town, as a booklet and as a file for screens."""
