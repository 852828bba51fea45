"""ZWNJ and word spacing: what is restored, what is left alone, and what must hold for every text."""

from __future__ import annotations

import importlib.util
import pickle
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanews import spacing
from fanews.lexicon import Lexicon
from fanews.rules import read_table, rules
from fanews.spacing import Style, explain, patches
from fanews.text import ZWNJ, apply_patches
from golden import Block, read

TEXTS = read("spacing_texts.md")
FIXES = read("spacing.md")
KEPT = read("spacing_kept.md")
KNOWN = read("known_failures_spacing.md")


def titles(blocks: list[Block]) -> list[str]:
    return [b.title for b in blocks]


def restored(text: str, **options: object) -> str:
    return apply_patches(text, patches(text, **options))  # type: ignore[arg-type]


def deleted(text: str) -> str:
    return text.replace(ZWNJ, "")


def spaced(text: str) -> str:
    return text.replace(ZWNJ, " ")


def mixed(text: str) -> str:
    """Every ZWNJ in turn kept, deleted and spaced."""
    first, *parts = text.split(ZWNJ)
    return first + "".join((ZWNJ, "", " ")[i % 3] + part for i, part in enumerate(parts))


@pytest.mark.parametrize("damage", [deleted, spaced, mixed])
@pytest.mark.parametrize("block", TEXTS, ids=titles(TEXTS))
def test_a_damaged_text_comes_back(block: Block, damage: object) -> None:
    assert restored(damage(block.text)) == block.text  # type: ignore[operator]


@pytest.mark.parametrize("block", TEXTS + KEPT, ids=titles(TEXTS + KEPT))
def test_a_correct_text_is_left_alone(block: Block) -> None:
    assert patches(block.text) == []


@pytest.mark.parametrize("block", FIXES, ids=titles(FIXES))
def test_a_damaged_phrase_is_repaired(block: Block) -> None:
    """The second time finds what stood beside glued words."""
    assert restored(restored(block.text)) == block.all("becomes")[0]


@pytest.mark.parametrize("block", KNOWN, ids=titles(KNOWN))
@pytest.mark.xfail(strict=True, reason="published as a known failure")
def test_known_failures(block: Block) -> None:
    assert restored(block.text) == block.all("becomes")[0]


def test_lost_spaces_are_found_in_a_text_that_loses_them() -> None:
    text = TEXTS[0].text
    glued = text.replace("با اشاره", "بااشاره").replace("به گفته", "بهگفته").replace("واحد تولیدی", "واحدتولیدی")
    assert glued != text
    assert restored(glued) == text


def test_the_rest_of_a_text_decides() -> None:
    """The same doubtful word is left alone in an intact text and repaired where ZWNJs were deleted."""
    text = TEXTS[0].text
    doubtful = "\nآتش نشانی ادامه دارد."
    assert restored(text + doubtful) == text + doubtful
    assert restored(spaced(text) + doubtful) == text + doubtful.replace("آتش ", f"آتش{ZWNJ}")


# ---- patches -------------------------------------------------------------------------------------------


def test_patches_are_minimal_sorted_and_name_their_rule() -> None:
    text = "او می خواهد کشور ها را ازاین پس ببیند و شایستهای بیابد."
    assert patches(text) == [
        (5, 6, ZWNJ, ("zwnj.verb_prefix",)),
        (16, 17, "", ("zwnj.join",)),
        (25, 25, " ", ("zwnj.split",)),
        (46, 46, ZWNJ, ("zwnj.indefinite",)),
    ]


def test_marks_do_not_shift_a_patch() -> None:
    assert restored("مَردُم می خواهند") == f"مَردُم می{ZWNJ}خواهند"
    assert restored("کِتابهایِ تازه را میخَواهد و نمیدانند") == f"کِتاب{ZWNJ}هایِ تازه را می{ZWNJ}خَواهد و نمی{ZWNJ}دانند"


def test_protected_ranges_stay() -> None:
    text = "او می خواهد و می رود"
    assert restored(text, protected=[(3, 11)]) == f"او می خواهد و می{ZWNJ}رود"


def test_a_rule_can_be_skipped() -> None:
    text = "او می خواهد کتاب ها را ببرد"
    assert restored(text, skip={"zwnj.plural"}) == f"او می{ZWNJ}خواهد کتاب ها را ببرد"


def test_explain_says_what_was_seen() -> None:
    text = "او می خواهد سرمایه گذاری کند"
    found = explain(text)
    assert [(d.start, d.stop, d.after, (d.rule,)) for d in found] == patches(text)
    assert [(d.left, d.right) for d in found] == [("می", "خواهد"), ("سرمایه", "گذاری")]
    assert all(d.odds > d.needed for d in found)
    assert found[0].seen[:2] == (f"«می{ZWNJ}خواهد» is in the word list", "«می» is a prefix (zwnj.verb_prefix)")
    assert found[1].seen[0] == f"«سرمایه{ZWNJ}گذاری» is in the word list"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "شرکتهای دانش بنیان می خواهند",
            [f"«شرکت{ZWNJ}های» was seen with its ZWNJ", "«های» is a suffix (zwnj.plural)"],
        ),
        ("درتهران برگزار شد", ["«در» is in the word list", "«درتهران» is no known word"]),
        ("کشور ها", ["«ها» is a suffix", "no ZWNJ would show after «ر»"]),
    ],
)
def test_explain_names_facts(text: str, facts: list[str]) -> None:
    assert set(facts) <= set(explain(text)[0].seen)


@pytest.mark.parametrize(
    ("damage", "facts"),
    [
        (str, ["the text's ZWNJs look intact"]),
        (
            deleted,
            [
                "many of the text's ZWNJs look deleted",
                f"«سرمایه{ZWNJ}گذاری» is in the word list",
                "«سرمایهگذاری» is known with a ZWNJ only",
                f"«دانش{ZWNJ}بنیان» was seen with its ZWNJ",
                "«دانش» is in the word list",
                "«بنیان» is in the word list",
                "«شرکتهای» was seen as a word",
            ],
        ),
        (spaced, ["many of the text's ZWNJs look replaced by spaces", "«گذاری» is a suffix (zwnj.suffix)"]),
    ],
)
def test_explain_tells_what_befell_the_text(damage: Callable[[str], str], facts: list[str]) -> None:
    seen = [
        fact for decision in explain(damage(TEXTS[0].text + TEXTS[1].text) + " کشور می شود") for fact in decision.seen
    ]
    for fact in facts:
        assert any(told.startswith(fact) for told in seen)
    shares = [float(fact[-5:-1]) for fact in seen if fact.startswith(("many of", "the text's"))]
    assert shares
    assert all(0.5 <= share <= 1 for share in shares)


def test_explain_says_what_was_needed() -> None:
    (few,) = explain("او می خواهد")
    many = next(d for d in explain(spaced(TEXTS[0].text)) if d.left == "می")
    (split,) = explain("درتهران برگزار شد")
    assert many.needed < few.needed < split.needed < split.odds
    assert split.seen[2:] == ("«درتهران» is no known word", f"log-odds {split.odds:+.1f}, needed {split.needed:+.1f}")


@pytest.mark.parametrize("damage", [deleted, spaced, mixed])
@pytest.mark.parametrize("block", TEXTS, ids=titles(TEXTS))
def test_explain_agrees_with_the_log_odds(block: Block, damage: object) -> None:
    """Each decision was taken because its log-odds were at least what the text made it need."""
    for decision in explain(damage(block.text)):  # type: ignore[operator]
        *_, last = decision.seen
        if last.startswith("log-odds"):
            odds, needed = (float(part.split()[-1]) for part in last.split(", "))
            assert odds >= needed


def test_every_rule_has_a_row() -> None:
    rows = {r.id for r in rules("zwnj")}
    assert {f"zwnj.{row['rule']}" for row in read_table("affixes")} <= rows
    assert {"zwnj.compound", "zwnj.join", "zwnj.split", "zwnj.lexicon", "zwnj.ezafe_style"} <= rows


# ---- words and endings -----------------------------------------------------------------------------------


def test_the_runs_of_a_line_are_what_is_learnt_from() -> None:
    line = f"کتاب{ZWNJ}هایِ ما، 12 را می{ZWNJ}برد \u064b او"
    assert list(spacing.runs(line)) == [[["کتاب", "های"], ["ما"]], [["را"], ["می", "برد"], ["او"]]]
    assert list(spacing.runs("12 ، ")) == []


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("زیبا تر از همه", "زیباتر از همه"),
        ("کشور هایشان را", "کشورهایشان را"),
        ("دیدار های تازه", "دیدارهای تازه"),
        ("مردم می کنن", f"مردم می{ZWNJ}کنن"),
        ("خانه ی ما", f"خانه{ZWNJ}ی ما"),
        ("کشور ی", "کشور ی"),
        ("دلار ی شد", "دلار ی شد"),
        ("بازار شان", "بازار شان"),
        ("خود ها را", "خود ها را"),
        ("در می سال گذشته", "در می سال گذشته"),
        ("آسیب دیده است", "آسیب دیده است"),
        ("سیدعباس عراقچی گفت", "سیدعباس عراقچی گفت"),
        ("درنشست خبریبا وزیر", "در نشست خبری با وزیر"),
        ("مدیرکلاستان گفت", "مدیرکل استان گفت"),
        ("گفتوگوی خبریبا وزیر", f"گفت{ZWNJ}وگوی خبری با وزیر"),
        ("علیه السلام یکباره", f"علیه{ZWNJ}السلام یک{ZWNJ}باره"),  # «یک» and «یکباره» after it tell different things
    ],
)
def test_what_is_joined_and_what_stays_apart(text: str, becomes: str) -> None:
    assert restored(text) == becomes


def test_a_surname_that_looks_like_a_verb_stays_wherever_it_stands() -> None:
    text = "آقای میدری گفت: میدری رفت و احمد میرود"
    assert restored(text) == text.replace("میرود", f"می{ZWNJ}رود")
    assert restored("او میدری") != "او میدری"


# ---- a user's own words, a house's style -----------------------------------------------------------------

OWN = Lexicon(join=[f"لیگ{ZWNJ}برتر"], split=["آن مرد"], keep=["می خواهم زنده بمانم"])


@pytest.mark.parametrize("text", ["لیگ برتر", f"لیگ{ZWNJ}برتر", "لیگبرتر"])
def test_own_words_are_written_as_the_lexicon_has_them(text: str) -> None:
    assert restored(f"بازی‌های {text} آغاز شد", words=OWN) == f"بازی‌های لیگ{ZWNJ}برتر آغاز شد"


def test_own_words_are_split_and_kept() -> None:
    assert restored("آنمرد آمد", words=OWN) == "آن مرد آمد"
    assert restored(f"آن{ZWNJ}مرد آمد", words=OWN) == "آن مرد آمد"
    assert restored("فیلم می خواهم زنده بمانم را می خواهم", words=OWN) == f"فیلم می خواهم زنده بمانم را می{ZWNJ}خواهم"


def test_own_words_are_whole_words_and_respect_protection() -> None:
    assert restored("لیگ برتری", words=OWN) == "لیگ برتری"
    assert restored("لیگ برتر", words=OWN, protected=[(0, 3)]) == "لیگ برتر"
    assert pickle.loads(pickle.dumps(OWN)) == OWN
    assert restored("لیگ برتر", words=Lexicon()) == "لیگ برتر"


@pytest.mark.parametrize("form", [f"ه{ZWNJ}ی", "هٔ", "ۀ"])
def test_a_style_writes_the_ezafe_in_one_way(form: str) -> None:
    text = f"توسعهٔ صنعت، زمینه{ZWNJ}ی کار و خانۀ ما"
    done = restored(text, style=Style(ezafe=form))
    assert done == f"توسع{form} صنعت، زمین{form} کار و خان{form} ما"
    assert restored(done, style=Style(ezafe=form)) == done
    assert restored(text) == text


def test_a_style_decides_about_plurals_and_compounds() -> None:
    text = next(b.text for b in KEPT if b.title.startswith("old spelling"))
    assert f"شرکت{ZWNJ}ها و بانک{ZWNJ}ها" in restored(text, style=Style(plural="separate"))
    assert restored("نخست وزیر می رود", style=Style(compounds="as written")) == f"نخست وزیر می{ZWNJ}رود"
    with pytest.raises(ValueError, match=r"Style\.ezafe"):
        Style(ezafe="ه ی")


# ---- what holds for every text -------------------------------------------------------------------------

WORDS = [w for b in TEXTS for w in b.text.replace(ZWNJ, f" {ZWNJ} ").split()]
PIECES = [*WORDS, *"یهامو‌  \n.،:«»aB۱ّٔ", "ها", "می", "ی", "ای", "و", "های", "کشور", "رستورانها", "ازاین"]
texts = st.text(st.characters(exclude_categories=[]), max_size=60) | st.lists(st.sampled_from(PIECES)).map("".join)
spaced_texts = st.lists(st.sampled_from(PIECES)).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(texts | spaced_texts)
def test_only_spaces_and_zwnjs_change(text: str) -> None:
    found = patches(text)
    done = apply_patches(text, found)
    assert [c for c in done if c not in (" ", ZWNJ)] == [c for c in text if c not in (" ", ZWNJ)]
    last = 0
    for start, stop, after, why in found:
        assert last <= start <= stop <= len(text)
        assert text[start:stop] != after
        assert "\n" not in text[start:stop] + after
        assert why[0].startswith("zwnj.")
        last = stop


@settings(max_examples=300, deadline=None)
@given(texts | spaced_texts)
def test_what_was_repaired_stays(text: str) -> None:
    """A few rounds settle every text: a glued word may turn out to be three."""
    for _ in range(4):
        text = restored(text)
    assert patches(text) == []


@pytest.mark.parametrize("block", TEXTS, ids=titles(TEXTS))
def test_one_round_settles_ordinary_text(block: Block) -> None:
    for damage in (deleted, spaced, mixed):
        assert patches(restored(damage(block.text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "کتابخانه" * 20_000,
        f"کتابها{ZWNJ}" * 20_000,
        ZWNJ * 100_000,
        "می " * 30_000,
        f"ا{ZWNJ}" * 50_000,
        "ها " * 30_000,
    ],
)
def test_hostile_texts_are_survived(text: str) -> None:
    assert len(apply_patches(text, patches(text))) <= len(text)


# ---- the trainer ---------------------------------------------------------------------------------------


def test_training_twice_gives_the_same_bytes() -> None:
    if importlib.util.find_spec("sklearn") is None:
        pytest.skip("scikit-learn is not installed")
    tools = str(Path(__file__).parent.parent / "tools")
    sys.path.insert(0, tools)
    try:
        import train_spacing
    finally:
        sys.path.remove(tools)
    sentences = [run for block in TEXTS for line in block.text.splitlines() for run in spacing.runs(line)] * 3
    data = train_spacing.train(sentences)
    assert data == train_spacing.train(sentences)
    assert len(data) > 1000
