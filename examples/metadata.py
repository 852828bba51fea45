"""What a web page and a news system want to know of an article: schema.org and ninjs."""

import json

import fanews
from fanews.exports import to_jsonld, to_ninjs

article = fanews.parse(
    """بهره برداری از سه نیروگاه
به گزارش خبرنگار ایرنا از یزد، حمید صادقی مدیرعامل برق منطقه ای یزد گفت: سه نیروگاه آماده بهره برداری است.""",
    published="۱۹ مهر ۱۴۰۴",
    url="https://www.irna.ir/news/85",
)

page = to_jsonld(article)
print(
    json.dumps({name: page[name] for name in ("headline", "datePublished", "mentions")}, ensure_ascii=False, indent=1)
)

item = to_ninjs(article)
print(item["uri"], item["standard"]["name"], item["standard"]["version"])
for person in item["people"]:
    print(person["name"], person["rel"])

# Prints:
# {
#  "headline": "بهره‌برداری از سه نیروگاه",
#  "datePublished": "2025-10-11",
#  "mentions": [
#   {
#    "@type": "Person",
#    "@id": "_:person0",
#    "name": "حمید صادقی",
#    "jobTitle": "مدیرعامل برق منطقه‌ای یزد"
#   }
#  ]
# }
# https://www.irna.ir/news/85 ninjs 3.0
# حمید صادقی quoted
