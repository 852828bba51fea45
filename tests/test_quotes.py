"""Whole articles in the manner of the outlets, what goes wrong, and what must never go wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import golden
from fanews import quotes
from fanews.normalize import normalize
from fanews.rules import rule
from fanews.text import Span
from fanews.words import fold

ARTICLES = [b for path in sorted((golden.HERE / "articles").glob("*.md")) for b in golden.read(path)]
SENTENCES = golden.read("sentences.md")
FAILURES = [(b, line) for b in golden.read("known_failures_quotes.md") for line in b.all("quote")]


def letters(text: str | None) -> str:
    return fold("".join((text or "-").split()))


def fits(quote: quotes.Quote, line: str) -> bool:
    """Whether the quote is what a golden line says: ``kind | cue | speaker | person | first words … last words``.

    ``-`` is none, ``*`` anything.
    """
    kind, cue, speaker, person, content = (part.strip() for part in line.split(" | "))
    first, _, last = content.partition(" … ")
    text = letters(quote.text)
    found = [
        quote.kind,
        quote.cue and quote.cue.text,
        quote.speaker and quote.speaker.text,
        quote.person and quote.person.name,
    ]
    return (
        text.startswith(letters(first))
        and text.endswith(letters(last or first))
        and all(
            want == "*" or letters(got) == letters(want)
            for got, want in zip(found, (kind, cue, speaker, person), strict=True)
        )
    )


@pytest.mark.parametrize("block", [*SENTENCES, *ARTICLES], ids=lambda b: b.title)
def test_an_article_has_these_quotes_and_no_others(block: golden.Block) -> None:
    found = quotes.find_quotes(block.text)
    lines = block.all("quote")
    wrong = [line for line in lines if not any(fits(q, line) for q in found)]
    assert not wrong
    assert len(found) == len(lines), [q.text for q in found if not any(fits(q, line) for line in lines)]


@pytest.mark.xfail(strict=True, reason="published: what fanews still gets wrong")
@pytest.mark.parametrize(("block", "line"), FAILURES, ids=[f"{b.title}-{i}" for i, (b, _) in enumerate(FAILURES)])
def test_known_failures(block: golden.Block, line: str) -> None:
    found = quotes.find_quotes(block.text)
    if line == "none":
        assert not found
    assert any(fits(q, line) for q in found)


@pytest.mark.parametrize("block", ARTICLES, ids=[b.title for b in ARTICLES])
def test_spans_are_the_callers(block: golden.Block) -> None:
    n = normalize(block.text)
    inner = quotes.find(n.text)
    outer = quotes.find_quotes(block.text)
    assert [q.moved(n.to_original) for q in inner] == list(outer)
    assert [(q.kind, q.inherited, q.rule) for q in inner] == [(q.kind, q.inherited, q.rule) for q in outer]
    for q in inner:
        for part in filter(None, (q.content, q.cue, q.speaker)):
            assert part.span.of(n.text) == part.text
        apart = [p.span for p in (q.content, q.cue) if p]
        assert not any(a.overlaps(b) for i, a in enumerate(apart) for b in apart[i + 1 :])


@pytest.mark.parametrize("block", ARTICLES, ids=[b.title for b in ARTICLES])
def test_each_quote_says_how_it_was_found(block: golden.Block) -> None:
    for e in quotes.explain(normalize(block.text).text):
        assert rule(e.quote.rule).function
        assert e.steps[-1].startswith("person: ")
        assert e.steps[-2].startswith("speaker")
        assert str(e).startswith(e.quote.rule)


@pytest.mark.parametrize("block", golden.read("explained.md"), ids=lambda b: b.title)
def test_the_reasons_are_told(block: golden.Block) -> None:
    told = []
    for e in quotes.explain(block.text):
        kind = e.quote.kind + ", carried over" * e.quote.inherited
        told += [*((line, "") for line in str(e).split("\n")), ("kind", kind)]
    assert told == block.pairs


def test_quotes_of_two_articles_are_those_of_each() -> None:
    one = "وزیر نیرو گفت: سدها پر است."
    two = "وزیر نفت گفت: «گاز هست.»"
    both = quotes.find(f"{one}\n\n{two}")
    assert [q.text for q in both] == [q.text for t in (one, two) for q in quotes.find(t)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("او گفت: «ما «شرق» را می\u200cخوانیم.»", "ما «شرق» را می\u200cخوانیم"),
        ("او گفت: «ما رفتیم", "ما رفتیم"),
        ("او گفت: ما رفتیم»", "ما رفتیم"),
        ("او گفت: »ما رفتیم«", "ما رفتیم"),
        ('او گفت: "ما رفتیم', "ما رفتیم"),
        ("او گفت: ”ما رفتیم“", "ما رفتیم"),
        ("او گفت:\n\nما رفتیم", "ما رفتیم"),
        ("او گفت:ما رفتیم", "ما رفتیم"),
        ("او گفت :  ما رفتیم .", "ما رفتیم"),
        ("او گفت: ما رفتیم. انتهای پیام/", "ما رفتیم"),
    ],
)
def test_odd_marks_are_survived(text: str, content: str) -> None:
    assert [q.text for q in quotes.find_quotes(text)] == [content]


@pytest.mark.parametrize(
    "text", ["فیلم «خانه دوست کجاست» اکران شد.", "روزنامه «ایران» تعطیل شد.", "او «قهرمان» است.", ""]
)
def test_a_title_or_a_scare_quote_is_no_quote(text: str) -> None:
    assert quotes.find_quotes(text) == ()


@pytest.mark.parametrize("block", golden.read("quotes_negative.md"), ids=lambda b: b.title)
def test_nothing_is_quoted_where_nobody_speaks(block: golden.Block) -> None:
    assert [q.text for q in quotes.find_quotes(block.text)] == []


@pytest.mark.parametrize("block", ARTICLES, ids=[b.title for b in ARTICLES])
def test_the_normalised_form_has_the_same_quotes(block: golden.Block) -> None:
    def told(text: str) -> list[tuple[str, str, str | None]]:
        return [(q.kind, q.text, q.person and q.person.name) for q in quotes.find_quotes(text)]

    assert told(block.text) == told(normalize(block.text).text)


def test_hints_help_but_are_not_needed() -> None:
    text = "تهران، ایسنا\nوزیر نیرو گفت: سدها پر است."
    assert quotes.find(text) == quotes.find(text, headline=None, aside=[Span(0, 12)])


def test_a_headline_that_is_known_is_read_though_it_looks_like_none() -> None:
    text = "وزیر نیرو: سدهای کشور پر است.\nسدهای غرب هم پر شده است."
    assert quotes.find(text) == ()
    (quote,) = quotes.find(text, headline=Span(0, text.index("\n")))
    assert (quote.rule, quote.text) == ("quotes.headline", "سدهای کشور پر است")


def test_what_stands_aside_is_nobodys_speech() -> None:
    text = "وزیر نیرو گفت: سدها پر است.\nدبیر خبر گفت که عکس تازه نداریم."
    assert len(quotes.find(text)) == 2
    (quote,) = quotes.find(text, aside=[Span(text.index("دبیر"), len(text))])
    assert quote.text == "سدها پر است"


def test_people_are_given_once_each_in_the_order_in_which_they_are_met() -> None:
    found = quotes.find("علی کاوه گفت: هوا سرد است. مریم صفا گفت: برف می\u200cآید. کاوه افزود: راه بسته است.")
    assert [p.name for p in quotes.people(reversed(found))] == ["علی کاوه", "مریم صفا"]
    assert quotes.people(q for q in found if not q.person) == ()


def test_a_word_that_is_no_text_is_refused() -> None:
    with pytest.raises(TypeError, match="decode"):
        quotes.find_quotes(b"")  # type: ignore[arg-type]


PIECES = [
    "«",
    "»",
    '"',
    "“",
    "گفت",
    "که",
    ":",
    "،",
    ".",
    "\n",
    "وی",
    "وزیر نفت",
    "افزود",
    "به گفته",
    "با بیان اینکه",
    "از",
    "خبر داد",
    "علی",
    "است",
    "و",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_any_order_of_marks_and_cues_gives_sound_quotes(text: str) -> None:
    for q in quotes.find(text):
        assert q.content.span.of(text) == q.text
        assert q.text.strip()
        assert q.person is None or q.person.name


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    for q in quotes.find_quotes(text):
        assert 0 <= q.span.start < q.span.stop <= len(text)


SEEDS = [
    "«",
    "» ",
    '"',
    "گفت ",
    "وی گفت: ",
    "گفت که ",
    "به گفته ",
    "با بیان اینکه ",
    "از ",
    "وزیر ",
    "علی ",
    "، ",
    "وی گفت: «",
    "\n«",
    "گفت: «آمد» ",
    "طبق گزارش بانک ",
    "تهران - ایرنا - وزیر نفت گفت: آمد.\n",
    "علی کریمی گفت: آمد. وی افزود: رفت.\n",
]


@pytest.mark.parametrize("seed", SEEDS)
def test_work_grows_with_the_text(seed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text costs no more than about twice the steps, counted and not timed."""

    def steps(times: int) -> int:
        count = 0

        def trace(frame: object, event: str, arg: object) -> object:
            nonlocal count
            count += 1
            return trace

        import sys

        text = seed * times
        before = sys.gettrace()
        sys.settrace(trace)  # type: ignore[arg-type]
        try:
            quotes.find(text)
        finally:
            sys.settrace(before)
        return count

    steps(1)
    assert steps(600) < 2.6 * steps(300) + 5000
