"""A corpus that has lost its ZWNJs, repaired in several processes: for language models, and for search.

Reads and writes gzipped JSON lines; memory stays flat however large they are.
"""

import gzip
import json
import tempfile
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

import fanews

TEXTS = [
    "كارخانههاي استان در سه ماه گذشته ۱۲ درصد بيشتر توليد كردهاند .",
    "دانش آموزان میتوانند کتابهایشان را از سامانه های آموزش وپرورش بگیرند.",
    "شرکت ملی نفت : صادرات نفت کشور از سر گرفته شد",
]


def repair(line: str) -> str:
    """For a language model: one spelling for each word, Persian digits, whole lines kept."""
    row = json.loads(line)
    done = fanews.normalize(row["text"], also={"letters.digits_persian", "punctuation.guillemets"})
    row["text"], row["edits"] = done.text, len(done.edits)
    row["search"] = search_key(done.text)
    return json.dumps(row, ensure_ascii=False)


def search_key(text: str) -> str:
    """For search, of the index and of what is searched for: «کتاب‌ها», «کتابها» and «کتاب ها» are one after repair,
    and a ZWNJ that is a space lets «کتاب» find them all."""
    return fanews.to_digits(text.replace("\u200c", " "), "en")


if __name__ == "__main__":
    folder = Path(tempfile.mkdtemp())
    with gzip.open(folder / "raw.jsonl.gz", "wt", encoding="utf-8") as raw:
        raw.writelines(json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n" for n, text in enumerate(TEXTS))

    with (
        gzip.open(folder / "raw.jsonl.gz", "rt", encoding="utf-8") as raw,
        gzip.open(folder / "clean.jsonl.gz", "wt", encoding="utf-8") as clean,
        ProcessPoolExecutor(max_workers=2) as pool,
    ):
        while lines := list(islice(raw, 10_000)):  # map takes all that it is given at once
            clean.writelines(line + "\n" for line in pool.map(repair, lines, chunksize=100))

    with gzip.open(folder / "clean.jsonl.gz", "rt", encoding="utf-8") as clean:
        for row in map(json.loads, clean):
            print(row["edits"], row["text"].replace("\u200c", "¦"))
            print(" ", row["search"])

# Prints:
# 8 کارخانه¦های استان در سه ماه گذشته ۱۲ درصد بیشتر تولید کرده¦اند.
#   کارخانه های استان در سه ماه گذشته 12 درصد بیشتر تولید کرده اند.
# 5 دانش¦آموزان می¦توانند کتاب¦هایشان را از سامانه¦های آموزش و پرورش بگیرند.
#   دانش آموزان می توانند کتاب هایشان را از سامانه های آموزش و پرورش بگیرند.
# 1 شرکت ملی نفت: صادرات نفت کشور از سر گرفته شد
#   شرکت ملی نفت: صادرات نفت کشور از سر گرفته شد
