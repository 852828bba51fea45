"""DuckDB: what SQL selects, parsed a batch at a time, and asked again in SQL."""

import duckdb
import pyarrow as pa
from articles import TEXTS

from fanews.arrow import output_schema, parse_batches

given = pa.table({"id": range(len(TEXTS)), "text": TEXTS})
db = duckdb.connect()

selected = db.cursor().sql("SELECT id, text FROM given WHERE text IS NOT NULL").to_arrow_reader(1000)
parsed = pa.RecordBatchReader.from_batches(output_schema(selected.schema), parse_batches(selected))

query = "SELECT n.number, n.unit, n.text FROM (SELECT unnest(article.numbers) AS n FROM parsed) ORDER BY ALL"
for number, unit, text in db.sql(query).fetchall():
    print(number, unit, text)

# Prints:
# 2.0 شفاخانه دو
# 12.0 نفر ۱۲
# 25.0 None ۲۵
# 25000.0 وام ۲۵ هزار
# 3000000000000.0 IRT 3 هزار میلیارد
