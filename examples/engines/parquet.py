"""Parquet in, Parquet out, in two processes, a batch at a time."""

import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from articles import TEXTS

from fanews.arrow import output_schema, parse_batches

folder = Path(tempfile.mkdtemp())
pq.write_table(pa.table({"id": range(len(TEXTS)), "text": TEXTS}), folder / "in.parquet")

source = pq.ParquetFile(folder / "in.parquet")
with pq.ParquetWriter(folder / "out.parquet", output_schema(source.schema_arrow)) as out:
    for batch in parse_batches(source.iter_batches(batch_size=2), workers=2):
        out.write_batch(batch)

for row in pq.read_table(folder / "out.parquet").to_pylist():
    print(row["id"], [quote["person"] for quote in row["article"]["quotes"]] if row["article"] else row["error"])

# Prints:
# 0 ['سعید کرمانی', 'سعید کرمانی']
# 1 ['مریم یوسفی']
# 2 ['وزیر نیرو']
# 3 ['حمید رحیمی']
# 4 ['علی نادری', 'علی نادری']
# 5 the text is null
