"""A table of speakers over several articles."""

from collections import Counter

import fanews

ARTICLES = [
    """قیمت نان افزایش نمی یابد
به گزارش ایسنا، سعید کرمانی، رئیس اتحادیه نانوایان گفت: قیمت نان تا پایان سال تغییر نمی کند.
وی افزود: آرد کافی در انبارها هست.""",
    """به گزارش خبرنگار مهر، مریم یوسفی سخنگوی اورژانس اعلام کرد که ۱۲ نفر در این حادثه مصدوم شدند.
یوسفی تاکید کرد: حال همه مصدومان خوب است.""",
]

said = Counter()
for article in fanews.pipe(ARTICLES):
    for quote in article.quotes:
        said[quote.person.name if quote.person else "؟"] += 1

for name, times in said.most_common():
    print(name, times)

# Prints:
# سعید کرمانی 2
# مریم یوسفی 2
