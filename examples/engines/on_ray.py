"""Ray Data: batches in several processes; each loads fanews once."""

import ray
from articles import TEXTS

from fanews.arrow import parse_batch

ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
rows = ray.data.from_items([{"id": n, "text": text} for n, text in enumerate(TEXTS)])

parsed = rows.map_batches(parse_batch, batch_format="pyarrow")

for row in sorted(parsed.take_all(), key=lambda row: row["id"]):
    print(row["id"], row["article"] and row["article"]["dateline"] and row["article"]["dateline"]["agency_id"])

# Prints:
# 0 ISNA
# 1 Mehr
# 2 IRNA
# 3 Pajhwok
# 4 None
# 5 None
