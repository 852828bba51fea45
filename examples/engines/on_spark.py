"""Spark: partitions in the Python processes of the executors, and what each of them does and loads."""

import os
import sys
from pathlib import Path

from articles import TEXTS
from pyspark.sql import SparkSession
from pyspark.sql.functions import explode
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
from watch import watched

from fanews.arrow import output_schema, parse_batches

os.environ["PYSPARK_PYTHON"] = sys.executable  # the executors need a Python that has fanews
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.addPyFile(str(Path(__file__).with_name("watch.py")))
rows = spark.createDataFrame(list(enumerate(TEXTS * 4)), "id int, text string").repartition(8)

partitions = rows.mapInArrow(watched, "pid long, rows long, seconds double, loads long").collect()
for p in partitions:
    print(f"process {p.pid}: {p.rows} rows, {p.seconds:.3f} s, lexicon read {p.loads} time(s)", file=sys.stderr)
print(len(partitions), "partitions,", sum(p.rows for p in partitions), "rows")
print("times that a process read the lexicon:", *{p.loads for p in partitions})

schema = from_arrow_schema(output_schema(to_arrow_schema(rows.schema)))
parsed = rows.mapInArrow(parse_batches, schema)

quotes = parsed.select(explode("article.quotes").alias("quote"))
for person, count in sorted(quotes.groupBy("quote.person").count().collect()):
    print(person, count)
spark.stop()

# Prints:
# 8 partitions, 24 rows
# times that a process read the lexicon: 1
# حمید رحیمی 4
# سعید کرمانی 8
# علی نادری 8
# مریم یوسفی 4
# وزیر نیرو 4
