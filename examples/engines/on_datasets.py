"""Hugging Face datasets: `map` over batches of Arrow."""

from articles import TEXTS
from datasets import Dataset, disable_progress_bars

from fanews.arrow import parse_batch

disable_progress_bars()
rows = Dataset.from_dict({"id": list(range(len(TEXTS))), "text": TEXTS})

parsed = rows.with_format("arrow").map(parse_batch, batched=True).with_format(None)

for row in parsed:
    print(row["id"], row["article"]["edits"] if row["article"] else row["error"])

# Prints:
# 0 2
# 1 0
# 2 1
# 3 0
# 4 6
# 5 the text is null
