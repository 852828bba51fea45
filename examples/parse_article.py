"""The real article of this folder, taken apart."""

from pathlib import Path

import fanews

raw = Path(__file__).with_name("irib-lorestan.txt").read_text(encoding="utf-8")
article = fanews.parse(raw)

print("headline:", article.headline)
print("agency:", article.dateline.agency_id, "place:", article.dateline.place)
print("date:", article.date.isoformat())
print("paragraphs:", len(article.body), "quotes:", len(article.quotes))
for person in article.people:
    print(person.name, "—", person.role)

# Every found thing knows where it stands in the raw text:
quote = article.quotes[2]
print(raw[quote.content.start : quote.content.stop][:40])
print(quote.content.text[:40])

# Prints:
# headline: آمادگی وزارت تعاون برای حمایت از تعاونی‌های تولیدی لرستان
# agency: IRIB place: لرستان
# date: 2025-10-11
# paragraphs: 8 quotes: 11
# یعقوب رستمی مال خلیفه — معاون امور تعاون وزارت تعاون، کار و رفاه اجتماعی
# تشکیل تعاونیهای مردم ییکی از بهترین الگو
# تشکیل تعاونی‌های مردمی یکی از بهترین الگ
