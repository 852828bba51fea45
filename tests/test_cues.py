"""Every row of the cue table is found in its own phrase, in every spelling, and nothing is found in its `keeps`."""

from __future__ import annotations

import pytest

from fanews import quotes
from fanews.cues import Voice, cues
from fanews.rules import read_table
from fanews.words import Words

ROWS = [row for row in read_table("cues") if row["kind"] != "none"]
KEEPS = [(row["cue"], text) for row in ROWS for text in row["keeps"].split("|") if text]


def found(text: str) -> list[tuple[str, Voice]]:
    words = Words(text)
    return [(words.passage(c.first, c.last).text, c.form.voice) for c in cues(words)]


@pytest.mark.parametrize("row", ROWS, ids=[row["cue"] for row in ROWS])
def test_a_cue_is_found_in_its_phrase(row: dict[str, str]) -> None:
    name = f"{row['cue']} {row['verbs']}".strip()
    steps = [step for e in quotes.explain(row["finds"]) for step in e.steps]
    assert any(f"(row {name})" in step for step in steps)


@pytest.mark.parametrize(("cue", "text"), KEEPS)
def test_nothing_is_quoted_where_a_cue_is_none(cue: str, text: str) -> None:
    assert quotes.find(text) == ()


@pytest.mark.parametrize(
    "spelling",
    [
        "گفت",
        "می\u200cگوید",
        "می گوید",
        "میگویند",
        "گفته است",
        "گفته\u200cاند",
        "گفته بود",
        "اظهارداشت",
        "اظهار\u200cداشت",
        "خاطر نشان ساخت",
        "خاطرنشان کرده است",
        "تأکید کرد",
        "تاکید نیز کرد",
        "یادآور شدند",
        "ابراز امیدواری کرد",
        "پیش بینی می\u200cکند",
        "بر این نکته تأکید داشت",
        "بر این باورند",
        "معتقد است",
        "با بیان این که",
        "با بیان این\u200cکه",
        "ضمن تاکید بر اینکه",
        "بنا به گفته",
    ],
)
def test_a_cue_has_one_key_for_its_spellings(spelling: str) -> None:
    assert found(f"او {spelling} که باران می\u200cبارد") == [(spelling, Voice.TOLD)]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("اعلام شد که", Voice.PASSIVE),
        ("گفته می\u200cشود که", Voice.PASSIVE),
        ("اعلام نکرد که", Voice.DENIED),
        ("نمی\u200cگوید که", Voice.DENIED),
        ("گفتم که", Voice.OWN),
        ("تأکید کردیم که", Voice.OWN),
        ("خواهد گفت که", Voice.POSSIBLE),
        ("بگوید که", Voice.POSSIBLE),
        ("اعلام کند که", Voice.POSSIBLE),
    ],
)
def test_only_a_told_form_asserts(text: str, voice: Voice) -> None:
    assert [v for _, v in found(text)] == [voice]
    assert voice is Voice.PASSIVE or quotes.find(f"وزیر نفت {text} کار تمام شد.") == ()


@pytest.mark.parametrize(
    "text", ["گفت و گو کرد", "گفت\u200cوگو", "گفت وگوی ما", "گفت و شنود", "باید گفت که", "می\u200cتوان گفت"]
)
def test_what_only_looks_like_a_cue_is_none(text: str) -> None:
    assert found(text) == []
