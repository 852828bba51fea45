"""A folder of articles becomes tables and pictures: who is quoted most, and a number over time.

Needs pandas and Matplotlib 3.11 (``pip install "fanews[pandas]" matplotlib``), which shapes Persian by itself.
"""

import tempfile
from pathlib import Path

import matplotlib.pyplot as plt

import fanews
from fanews.frames import to_pandas

files = sorted(Path(__file__).with_name("news").glob("*.txt"))
articles = list(fanews.pipe(path.read_text(encoding="utf-8") for path in files))

said = to_pandas(articles, of="quotes").value_counts("person")
print(said.to_string())

days = to_pandas(articles, of="articles")["date"]
numbers = to_pandas(articles, of="numbers")
full = numbers[numbers["kind"] == "percent"].drop_duplicates("article")  # the first percentage of each article
full = full.assign(day=full["article"].map(days)).set_index("day")["value"]
print(full.to_string())

pictures = Path(tempfile.mkdtemp())
plt.switch_backend("agg")
plt.rcParams["font.family"] = "DejaVu Sans"  # any font with Persian letters
said.sort_values().plot.barh(title="چه کسی بیشتر سخن گفته است؟", ylabel="", figsize=(7, 3))
plt.savefig(pictures / "speakers.png", bbox_inches="tight")
plt.figure()
full.astype(float).plot(title="ذخیره سدهای تهران، درصد", marker="o", xlabel="", ylim=(0, None), figsize=(7, 3))
plt.savefig(pictures / "over-time.png", bbox_inches="tight")
print(*sorted(path.name for path in pictures.iterdir()))

# Prints:
# person
# بهرام کاویانی    8
# فرهاد دلاوری     4
# نرگس شیبانی      2
# day
# 2025-07-24    31
# 2025-08-12    26
# 2025-09-06    21
# 2025-09-30    17
# 2025-11-02    14
# 2025-11-24    19
# over-time.png speakers.png
