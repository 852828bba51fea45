"""A Scrapy item pipeline: each page that a spider brings home becomes an article. Needs ``fanews[html]`` and Scrapy.

The spider reads a feed and its pages from a folder; on the web, `start_urls` is the address of a feed.
"""

from pathlib import Path

from scrapy.crawler import CrawlerProcess
from scrapy.exceptions import DropItem
from scrapy.spiders import XMLFeedSpider

from fanews.html import parse_html

SITE = Path(__file__).resolve().with_name("site")


class NewsSpider(XMLFeedSpider):
    name = "news"
    start_urls = [(SITE / "feed.xml").as_uri()]  # noqa: RUF012 (as in Scrapy's own examples)

    def parse_node(self, response, node):
        page = node.xpath("link/text()").get().rpartition("/")[2]
        yield response.follow(page, self.parse_page)

    def parse_page(self, response):
        yield {"url": response.url, "html": response.body}


class ArticlePipeline:
    """What `ITEM_PIPELINES` names: the page goes in, the fields of its article come out."""

    def process_item(self, item):
        article = parse_html(item.pop("html"), item["url"])
        if not article.body:
            raise DropItem("no article in this page")
        return item | {"headline": str(article.headline), "article": article.to_dict()}


class Collect:
    def process_item(self, item):
        ITEMS.append(item)
        return item


if __name__ == "__main__":
    ITEMS = []
    process = CrawlerProcess({"ITEM_PIPELINES": {ArticlePipeline: 300, Collect: 900}, "LOG_LEVEL": "ERROR"})
    process.crawl(NewsSpider)
    process.start()
    for item in sorted(ITEMS, key=lambda item: item["url"]):
        print(item["headline"], "|", len(item["article"]["quotes"]), "quotes")

# Prints:
# بازگشایی جاده چالوس پس از ریزش کوه | 3 quotes
# ۳۲۰ کلاس تازه در سیستان و بلوچستان | 3 quotes
