"""An Article as HTML: for notebooks, and for a look in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .article import Article
from .quotes import Quote
from .records import value_text
from .text import Passage

_STYLE = """
.fanews { font-family: Vazirmatn, "Noto Naskh Arabic", Tahoma, sans-serif; line-height: 1.9; max-width: 46rem;
  margin: 1rem auto; padding: 0 1rem; color: #1c1c1c; background: #fff; text-align: right; }
.fanews h1 { font-size: 1.5rem; line-height: 1.6; margin: .2rem 0; }
.fanews .kicker, .fanews .meta { color: #666; font-size: .9rem; margin: 0; }
.fanews .lead { font-weight: bold; }
.fanews mark { background: #fff3c4; color: inherit; padding: .1em 0; }
.fanews mark.direct { background: #d9f0ff; }
.fanews mark small { color: #8a5a00; font-size: .75em; white-space: nowrap; }
.fanews table { border-collapse: collapse; margin: .5rem 0; font-size: .9rem; width: 100%; }
.fanews td, .fanews th { border-bottom: 1px solid #ddd; padding: .2rem .5rem; text-align: right; vertical-align: top; }
"""


def page(article: Article) -> str:
    """A whole HTML document."""
    title = escape(article.headline.text if article.headline else "fanews")
    return (
        f'<!doctype html>\n<html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"></head>\n'
        f"<body>{fragment(article)}</body></html>\n"
    )


def fragment(article: Article) -> str:
    """The article in one ``<article>`` element, style included."""
    a = article
    parts = [f'<article class="fanews" lang="fa" dir="rtl"><style>{_STYLE}</style>']
    if a.kicker:
        parts.append(f'<p class="kicker">{escape(a.kicker.text)}</p>')
    if a.headline:
        parts.append(f"<h1>{escape(a.headline.text)}</h1>")
    meta = [a.date.isoformat() if a.date else None, a.byline and a.byline.text]
    meta += [a.dateline.agency_id or a.dateline.agency, a.dateline.place] if a.dateline else []
    if any(meta):
        parts.append(f'<p class="meta">{" · ".join(f"<bdi>{escape(m)}</bdi>" for m in meta if m)}</p>')
    if a.lead:
        parts.append(f'<p class="lead">{_marked(a.lead, a.quotes)}</p>')
    parts += [f"<p>{_marked(p, a.quotes)}</p>" for p in a.body if not a.lead or p.span not in a.lead.span]
    people = [(p.name, p.role or "", str(len(p.mentions))) for p in a.people]
    numbers = [(n.text, value_text(n.value), n.kind, n.unit or "") for n in a.numbers]
    parts.append(_table(("گوینده", "سمت", "اشاره"), people))
    parts.append(_table(("عدد", "مقدار", "نوع", "یکا"), numbers))
    parts.append("</article>")
    return "\n".join(parts)


def _marked(passage: Passage, quotes: tuple[Quote, ...]) -> str:
    """The passage's text with the quotes that lie in it marked."""
    out, pos = [], 0
    for q in sorted(quotes, key=lambda q: q.content.span):
        if q.content.span not in passage.span:
            continue
        at = passage.text.find(q.content.text, pos)
        if at < 0:
            continue  # nested in a quote that is marked already
        who = q.person.name if q.person else "؟"
        out.append(escape(passage.text[pos:at]))
        out.append(f'<mark class="{q.kind}">{escape(q.content.text)} <small>{escape(who)}</small></mark>')
        pos = at + len(q.content.text)
    return "".join([*out, escape(passage.text[pos:])])


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{escape(h)}</th>" for h in heads)
    body = "".join(f"<tr>{''.join(f'<td><bdi>{escape(c)}</bdi></td>' for c in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"
