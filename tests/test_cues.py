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


FORMS = {
    Voice.TOLD: (
        "گفت، گفتند، می\u200cگفت، می\u200cگفتند، می\u200cگوید، می\u200cگویند، گفته است، گفته\u200cاند، گفته بود، "
        "گفته بودند، معتقد است، معتقد هست، معتقدند، معتقد هستند، معتقد بود، معتقد بودند، معتقد بوده است، "
        "معتقد بوده\u200cاند، عقیده دارد، عقیده دارند، عقیده داشت، عقیده داشتند"
    ),
    Voice.PASSIVE: (
        "گفته شد، گفته شده است، گفته شده بود، گفته شده، گفته می\u200cشود، گفته می\u200cشد، گفته گردید، "
        "گفته گردیده است، اعلام شد، اعلام شده است، اعلام گردید"
    ),
    Voice.OWN: (
        "گفتم، گفتی، گفتیم، گفتید، می\u200cگفتم، می\u200cگفتی، می\u200cگویم، می\u200cگویی، می\u200cگوییم، "
        "می\u200cگویید، گفته\u200cام، گفته\u200cای، گفته\u200cایم، گفته\u200cاید، گفته بودم، گفته بودی، گفته بودیم، "
        "گفته بودید، معتقدم، معتقدیم، معتقد هستم، معتقد هستیم، معتقد بودم، معتقد بودیم"
    ),
    Voice.DENIED: (
        "نگفت، نگفتند، نمی\u200cگفت، نمی\u200cگوید، نمی\u200cگویند، نگفته است، نگفته\u200cاند، نگفته، نگفته بود، "
        "معتقد نیست، معتقد نیستند، معتقد نبود، معتقد نبودند"
    ),
    Voice.POSSIBLE: (
        "گوید، گویند، بگوید، بگویند، خواهد گفت، خواهند گفت، معتقد باشد، معتقد باشند، اعلام کند، اعلام کنند"
    ),
}


@pytest.mark.parametrize(
    ("form", "voice"), [(form, voice) for voice, forms in FORMS.items() for form in forms.split("، ")]
)
def test_every_form_of_a_verb_has_its_voice(form: str, voice: Voice) -> None:
    assert found(f"وزیر نیرو {form} که باران می\u200cبارد") == [(form, voice)]


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


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("پاسخ داد که نه", "پاسخ داد"),
        ("جواب داد که نه", "جواب داد"),
        ("وی در پاسخ گفت که نه", "گفت"),
        ("وی در جواب گفت که نه", "گفت"),
        ("به او گفت که قهرمان شد", "گفت"),
        ("به او تبریک گفت که قهرمان شد", None),
        ("کارشناسان پیشنهاد کردند که بمانند", "پیشنهاد کردند"),
        ("می\u200cتوان پیشنهاد کرد که بمانند", None),
        ("به گفته او سدها پر است", "به گفته"),
        ("نسبت به گفته او اعتراض شد", None),
    ],
)
def test_the_words_around_decide_whether_it_is_a_cue(text: str, cue: str | None) -> None:
    assert [cue for cue, _ in found(text)] == ([cue] if cue else [])


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("وزیر نیرو گفته: سدها پر است", "گفته"),
        ("وزیر نیرو گفته «سدها پر است»", "گفته"),
        ('وزیر نیرو گفته "سدها پر است"', "گفته"),
        ("وزیر نیرو گفته و رفته است", "گفته"),
        ("وی گفته سدها پر است", "گفته"),
        ("وزیر نیرو گفته سدها پر است", None),
        ("وزیر نیرو اعلام کرده سدها پر است", "اعلام کرده"),
        ("این گفته که سدها پر است", None),
        ("آن\u200cطور که وزیر نیرو گفته، سدها پر است", "گفته"),
        ("وزیر نیرو این را گفته، ولی سدها پر است", None),
    ],
)
def test_a_participle_is_a_cue_where_it_cannot_be_a_noun(text: str, cue: str | None) -> None:
    assert [cue for cue, _ in found(text)] == ([cue] if cue else [])


def test_those_who_speak_are_not_the_one_who_spoke() -> None:
    told = [q.person and q.person.name for q in quotes.find("علی کاوه گفت: هوا سرد است.\nگفتند که برف می\u200cآید.")]
    assert told == ["علی کاوه", None]
    told = [q.person and q.person.name for q in quotes.find("علی کاوه گفت: هوا سرد است.\nگفت که برف می\u200cآید.")]
    assert told == ["علی کاوه", "علی کاوه"]
