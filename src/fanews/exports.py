"""An Article in the formats of the web and of the news trade: schema.org as JSON-LD, and IPTC ninjs.

Both give plain data for ``json.dumps``, with the normalised texts; a thing the article does not have is left out.
"""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from .article import Article
from .dateline import agency_of
from .quotes import Quote
from .rules import read_table
from .speakers import Person

__all__ = ["to_jsonld", "to_ninjs"]

_NINJS = "3.0"


def to_jsonld(article: Article) -> dict[str, Any]:
    """The article as a schema.org NewsArticle, the persons in `mentions`, the quotes as Quotation in `hasPart`.

    `spokenByCharacter` of a Quotation leads to the one to whom the article attributes it; direct speech has him as its
    `creator` too, since the words are his own. `publisher` is the outlet at whose address the article stands, if the
    caller gave a `url` that ``agencies.tsv`` knows; `sourceOrganization` are the dateline's agency and those that it
    quotes. Persons are Person, bodies and groups Organization.
    """
    line = article.dateline
    nodes = {person: f"_:person{i}" for i, person in enumerate(article.people)}
    sources = [line.agency, *line.via] if line else []
    return _given(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "url": article.url,
            "inLanguage": "fa",
            "headline": _text(article.headline),
            "alternativeHeadline": _text(article.kicker),
            "abstract": _text(article.lead),
            "dateline": _text(line),
            "datePublished": _published(article),
            "author": line and line.reporter and {"@type": "Person", "name": line.reporter},
            "creditText": _text(article.byline),
            "publisher": _publisher(article),
            "sourceOrganization": [{"@type": "NewsMediaOrganization", "name": name} for name in sources if name],
            "locationCreated": line and line.place and {"@type": "Place", "name": line.place},
            "articleBody": _body(article),
            "mentions": [_mention(person, node) for person, node in nodes.items()],
            "hasPart": [_quotation(quote, nodes) for quote in article.quotes],
        }
    )


def to_ninjs(article: Article, *, uri: str | None = None) -> dict[str, Any]:
    """The article as an IPTC ninjs 3.0 text item.

    `uri` names the item; without it the article's `url` does, and without that a ``urn:uuid:`` made from the text, the
    same for the same text. Persons are in `people`, bodies and groups in `organisations`, both with the relation
    "quoted"; the agencies of the dateline are in `organisations` with "source", its place in `places` with "located".
    ninjs wants moments with a time zone, which newspapers do not print: add `versioncreated` and the like yourself.
    """
    line = article.dateline
    sources = [line.agency, *line.via] if line else []
    persons = [person.name for person in article.people if person.kind == "person"]
    others = [person.name for person in article.people if person.kind != "person"]
    return _given(
        {
            "standard": {
                "name": "ninjs",
                "version": _NINJS,
                "schema": f"https://www.iptc.org/std/ninjs/ninjs-schema_{_NINJS}.json",
            },
            "uri": uri or article.url or _urn(article.original),
            "type": "text",
            "language": "fa",
            "headlines": _roles(main=_text(article.headline), kicker=_text(article.kicker)),
            "descriptions": _roles(lead=_text(article.lead)),
            "bodies": _roles(main=_body(article)),
            "people": _related("quoted", *persons) + _related("author", line.reporter if line else None),
            "organisations": _related("quoted", *others) + _related("source", *sources),
            "places": _related("located", line.place if line else None),
        }
    )


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _urn(text: str) -> str:
    """A name made from the text; half a surrogate pair, which has no bytes, counts as a question mark."""
    return uuid.uuid5(uuid.NAMESPACE_OID, text.encode(errors="replace").decode()).urn


def _text(found: Any) -> str | None:
    return found.text if found else None


def _body(article: Article) -> str:
    return "\n".join(paragraph.text for paragraph in article.body)


def _roles(**texts: str | None) -> list[dict[str, str]]:
    return [{"role": role, "value": text} for role, text in texts.items() if text]


def _related(rel: str, *names: str | None) -> list[dict[str, str]]:
    return [{"name": name, "rel": rel} for name in names if name]


def _published(article: Article) -> str | None:
    """The day, with the hour and the zone as far as the text tells them."""
    date = article.date
    if date is None or date.value is None:
        return article.published.isoformat() if article.published else None
    if date.time is None:
        return date.value.isoformat()
    return datetime.datetime.combine(date.value, date.time, date.zone).isoformat()


def _publisher(article: Article) -> dict[str, str] | None:
    id = agency_of(article.url) if article.url else None
    names = {row["id"]: row["name"] for row in read_table("agencies")}
    return {"@type": "NewsMediaOrganization", "name": names[id], "identifier": id} if id else None


def _mention(person: Person, node: str) -> dict[str, Any]:
    if person.kind == "person":
        return _given({"@type": "Person", "@id": node, "name": person.name, "jobTitle": person.role})
    return {"@type": "Organization", "@id": node, "name": person.name}


def _quotation(quote: Quote, nodes: dict[Person, str]) -> dict[str, Any]:
    speaker = {"@id": nodes[quote.person]} if quote.person in nodes else None
    own_words = speaker if quote.kind == "direct" else None
    return _given({"@type": "Quotation", "text": quote.text, "spokenByCharacter": speaker, "creator": own_words})
