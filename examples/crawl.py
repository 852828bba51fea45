"""From a news site to JSON lines: the feed tells of the pages, `parse_html` reads them. Needs ``fanews[html]``.

The site is a folder here; on the web, `read` is a request: ``httpx.get(url).content``.
"""

from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree

from fanews.html import parse_html

SITE = Path(__file__).with_name("site")


def read(url: str) -> bytes:
    return (SITE / url.rpartition("/")[2]).read_bytes()


for item in ElementTree.fromstring(read("feed.xml")).iter("item"):
    url = item.findtext("link")
    article = parse_html(read(url), url)  # bytes, so that the page's own encoding counts
    print(article.headline, "|", article.published, "|", parsedate_to_datetime(item.findtext("pubDate")).time())
    for quote in article.quotes:
        print("   ", quote.person.name if quote.person else "؟", "|", str(quote.content)[:60])
    line = article.to_json()  # what goes into a file, one a line
    print("   ", len(article.numbers), "numbers,", article.original.count("\u200c"), "ZWNJs in the page,", end=" ")
    print(article.text.count("\u200c"), "in the article")

# Prints:
# بازگشایی جاده چالوس پس از ریزش کوه | 2025-10-11 | 09:40:00
#     داود رستگار | جاده چالوس که شامگاه جمعه با ریزش کوه بسته شده بود، صبح امرو
#     داود رستگار | ۱۴ خودرو آسیب دیده‌اند و کسی کشته نشده است؛ با این همه رانند
#     پیمان سهرابی | برای ایمن‌سازی دیواره‌ها ۹۰ میلیارد تومان نیاز است
#     4 numbers, 4 ZWNJs in the page, 5 in the article
# ۳۲۰ کلاس تازه در سیستان و بلوچستان | 2025-10-12 | 13:05:00
#     مهناز براهویی | ساخت ۳۲۰ کلاس تازه در این استان
#     مهناز براهویی | خیران ۴۰ درصد هزینه این کلاس‌ها را پرداخت کرده‌اند و سه مدرس
#     مهناز براهویی | هنوز ۱۲۰۰ کلاس در استان فرسوده است و برای نوسازی آنها به پنج
#     6 numbers, 0 ZWNJs in the page, 3 in the article
