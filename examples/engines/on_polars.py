"""Polars: a frame in, a frame out; the article is a struct column."""

import polars as pl
from articles import TEXTS

from fanews.arrow import parse_batch

frame = pl.DataFrame({"id": range(len(TEXTS)), "text": TEXTS})

parsed = pl.from_arrow(parse_batch(frame.to_arrow()))

quotes = parsed.select("id", quote=pl.col("article").struct.field("quotes")).explode("quote").drop_nulls()
said = quotes.select("id", pl.col("quote").struct.field("person")).group_by("person").len().sort("len", "person")
for person, times in said.iter_rows():
    print(person, times)
print(parsed.filter(pl.col("error").is_not_null()).select("id", "error").rows())

# Prints:
# حمید رحیمی 1
# مریم یوسفی 1
# وزیر نیرو 1
# سعید کرمانی 2
# علی نادری 2
# [(5, 'the text is null')]
