"""Dask: partitions in several processes; the article is a column of Arrow structs."""

import dask.dataframe as dd
import pandas as pd
import pyarrow as pa
from articles import TEXTS

from fanews.arrow import parse_batch


def parse_frame(frame: pd.DataFrame) -> pd.DataFrame:
    return parse_batch(pa.Table.from_pandas(frame)).to_pandas(types_mapper=pd.ArrowDtype)


if __name__ == "__main__":
    frame = dd.from_pandas(pd.DataFrame({"id": range(len(TEXTS)), "text": TEXTS}), npartitions=2)

    parsed = frame.map_partitions(parse_frame, meta=parse_frame(frame._meta))

    done = parsed.compute(scheduler="processes", num_workers=2)
    for id, article in zip(done["id"], done["article"], strict=True):
        print(id, article["headline"] and article["headline"]["text"] if isinstance(article, dict) else None)

# Prints:
# 0 قیمت نان تغییر نمی‌کند
# 1 None
# 2 None
# 3 None
# 4 آمادگی بانک‌ها برای پرداخت وام
# 5 None
