"""Misspelt words: what is repaired, what is left alone, and what must hold for every text."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fanews
import golden
from fanews import forms, madda, rules, standing, typos
from fanews.text import apply_patches

FIXED = golden.read("typos.md")
KEPT = golden.read("typos_keep.md")
FAILURES = golden.read("known_failures_typos.md")
NAMES = golden.read("typos_names.md")
TOOL = Path(__file__).parent.parent / "tools" / "build_forms.py"


def repaired(text: str, **options: bool) -> str:
    return apply_patches(text, typos.patches(text, **options))


# ---- what is repaired, what is not ---------------------------------------------------------------------


@pytest.mark.parametrize("block", FIXED, ids=[b.title for b in FIXED])
def test_a_slip_is_put_right_and_named(block: golden.Block) -> None:
    patches = typos.patches(block.text)
    assert [apply_patches(block.text, patches)] == block.all("after")
    assert [id for p in patches for id in p[3]] == block.all("rule")


@pytest.mark.parametrize("block", KEPT, ids=[b.title for b in KEPT])
def test_what_is_right_stays(block: golden.Block) -> None:
    assert repaired(block.text) == block.text


@pytest.mark.parametrize("block", FAILURES, ids=[b.title for b in FAILURES])
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failures(block: golden.Block) -> None:
    assert [repaired(block.text)] == block.all("after")


@pytest.mark.parametrize("block", NAMES, ids=[b.title for b in NAMES])
def test_no_name_is_changed(block: golden.Block) -> None:
    sentences = [f"در {name} است" for word in block.text.split() for name in (word, word.replace("\u200c", ""))]
    changed = [(s, repaired(s)) for s in sentences if repaired(s) != s]
    assert not changed
    assert repaired(block.text) == block.text


PLACES = ("در {} است", "به گفته {} و", "که {} از", "این {} را", "با {} به", "تا {} نیز", "کشور {} شد", "و {} در")


@pytest.mark.parametrize("place", PLACES)
def test_no_letter_leaves_or_joins_a_name(place: str) -> None:
    texts = [place.format(name) for name in standing.listed_names()]
    assert not [t for t in texts for p in typos.patches(t) if typos.OVER_SPACE in p[3]]


def test_the_same_word_without_its_zwnjs_is_repaired_alike() -> None:
    assert repaired("سازمان\u200cهای بین\u200cالمللی و شرکت\u200cهای هواپیممایی") == (
        "سازمان\u200cهای بین\u200cالمللی و شرکت\u200cهای هواپیمایی"
    )
    assert repaired("گزرارشهای تازه") == "گزارشهای تازه"
    assert repaired("گزرارش\u200cهای تازه") == "گزارش\u200cهای تازه"


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("گزرارشهایشان", "گزارشهایشان"),  # in the word, before its ending
        ("خستکگیهای", "خستگیهای"),
        ("استفادهکننددگان", "استفادهکنندگان"),
        ("برجشتگی", "برجستگی"),
        ("هماهتگی", "هماهنگی"),
        ("آزارردهندگان", "آزاردهندگان"),  # the ه of آزاردهنده is dropped
        ("کتابهایشاان", "کتابهایشان"),  # in the ending
        ("دانشجویانشاان", "دانشجویانشان"),
        ("میحواهند", "میخواهند"),  # after the beginning of a verb
        ("نمیپزیرند", "نمیپذیرند"),
        ("مبخواهند", "میخواهند"),  # in that
        ("ممیشناساندیم", "میشناساندیم"),
    ],
)
def test_an_inflected_word_is_repaired(slip: str, meant: str) -> None:
    assert repaired(f"به {slip} ما") == f"به {meant} ما"


def test_a_zwnj_keeps_its_place() -> None:
    assert repaired("دانشکاه\u200cها باز شد") == "دانشگاه\u200cها باز شد"


# ---- evidence for a name -------------------------------------------------------------------------------

SLIP = "گزرارش"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{SLIP} آمد و {SLIP} رفت", "more than once"),
        (f"دکتر {SLIP} آمد", "a name is expected"),
        (f"محمد {SLIP} آمد", "a name is expected"),
        (f"{SLIP} محمدی آمد", "a surname follows"),
        (f"{SLIP} پتروشنکاوا آمد", "beside it is unknown"),
        (f"پتروشنکاوا {SLIP} آمد", "beside it is unknown"),
        (f"{SLIP} (Gozararesh) آمد", "Latin spelling"),
        (f"{SLIP}(Gozararesh) آمد", "Latin spelling"),
        (f"شعر «{SLIP}» را خواند", "in quotation marks"),
    ],
)
def test_what_looks_like_a_name_stays(text: str, reason: str) -> None:
    assert repaired(text) == text
    suspect = next(s for s in typos.suspects(text) if s.before == SLIP)
    assert reason in suspect.reason
    assert suspect.suggestions == ("گزارش",)


@pytest.mark.parametrize(
    "text",
    [
        *(f"{SLIP}، محمدی آمد", f"{SLIP}. پتروشنکاوا آمد", f"دکتر، {SLIP} آمد", f"«{SLIP} تازه»", f"این {SLIP}»"),
        *(f"{SLIP} (گزارشی)", f"دکتر  {SLIP} آمد"),
    ],
)
def test_a_name_farther_off_is_no_reason(text: str) -> None:
    assert repaired(text) == text.replace(SLIP, "گزارش")


@pytest.mark.parametrize(
    "string", [f"@{SLIP}", f"#{SLIP}", f"{SLIP}/ما", f"{SLIP}@", f"{SLIP}_ما", f"ab{SLIP}", f"{SLIP}12", f"irna.{SLIP}"]
)
def test_a_part_of_a_longer_string_stays(string: str) -> None:
    assert repaired(f"به {string} ما") == f"به {string} ما"
    assert typos.suspects(f"به {string} ما") == []


# ---- a letter on the wrong side of a space -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("این تصمیم اعلا مکرد", "این تصمیم اعلام کرد"),
        ("وزیر نفت گف تکه", "وزیر نفت گفت که"),
        ("وزیر تهرا نرفت", "وزیر تهران رفت"),
        ("بهگ زارش ما", "به گزارش ما"),
        ("«مردم ییکی»", "«مردمی یکی»"),
        ("مردم ۱۲ن فر آمدند", "مردم ۱۲ نفر آمدند"),
        ("سال ۱۴۰۰د ر تهران", "سال ۱۴۰۰ در تهران"),
        ("ساعت ۸ص بح", "ساعت ۸ صبح"),
        ("جمع مردم یی\u200cکی", "جمع مردمی ی\u200cکی"),
        ("جمع مرد\u200cم ییکی", "جمع مرد\u200cمی یکی"),
        ("اعلا مکرد تهرا نرفت", "اعلام کرد تهران رفت"),
    ],
)
def test_a_letter_goes_back_over_the_space(text: str, becomes: str) -> None:
    assert repaired(text) == becomes
    assert repaired(text, skip={typos.OVER_SPACE}) == text
    assert {id for p in typos.patches(text) for id in p[3]} == {typos.OVER_SPACE}


@pytest.mark.parametrize(
    "text",
    [
        *("#مردم ییکی", "@مردم ییکی", "مردم ییکی/الف", "مردم ییکی@", "مردم،ییکی", "مردم  ییکی", "مردم\nییکی"),
        *("علی ییکی", "به گفته علی مردم ییکی گفت علی ییکی", "دک ترعلی", "۵ نفر ا۲ست", "ساعت۸ صبح", "در۲ ۳روز"),
        *("مردمِ ییکی", "مردم یِیکی", "مردم\u200c ییکی"),
    ],
)
def test_a_letter_stays_where_it_may_be_meant(text: str) -> None:
    assert repaired(text) == text


def test_words_that_are_the_own_of_a_project_give_no_letter() -> None:
    assert typos.patches("جمع مردم ییکی", keep=lambda word: word == "ییکی") == []
    assert typos.patches("جمع مردم ییکی", keep=lambda word: word == "مردم") == []
    assert typos.patches("جمع مردم ییکی", protected=[(0, 3), (9, 13)]) == []
    assert typos.patches("جمع مردم ییکی", protected=[(0, 3), (13, 13)]) != []


# ---- the caller's wishes -------------------------------------------------------------------------------


def test_protected_ranges_stay() -> None:
    text = f"نشانی {SLIP} و {SLIP[:-1]}ش"
    start = text.index(SLIP)
    assert typos.patches(text, protected=[(start, start + len(SLIP))]) == []
    text = "جمع مردم ییکی از روستاها"
    assert repaired(text) != text
    assert typos.patches(text, protected=[(4, 8)]) == []


def test_what_is_protected_beside_a_slip_says_nothing_of_it() -> None:
    for text in (f"پتروشنکاوا {SLIP} آمد", f"دکتر {SLIP} آمد"):
        assert typos.patches(text) == []
        assert len(typos.patches(text, protected=[(0, text.index(" "))])) == 1
    text = f"این {SLIP} پتروشنکاوا"
    assert typos.patches(text) == []
    assert len(typos.patches(text, protected=[(0, 0), (text.rindex(" ") + 1, len(text))])) == 1


def test_kept_words_and_skipped_rules_stay() -> None:
    text = f"به {SLIP} ما"
    assert typos.patches(text, keep=lambda word: word == SLIP) == []
    assert typos.patches(text, skip={"typos.extra"}) == []
    assert repaired(text) == "به گزارش ما"


def test_bold_repairs_more_and_says_so() -> None:
    text = "آگهی مناقضه عمومی"
    assert typos.patches(text) == []
    assert [p[3] for p in typos.patches(text, bold=True)] == [("typos.bold",)]
    assert typos.patches(text, bold=True, skip={"typos.bold"}) == []


def test_a_patch_is_as_small_as_it_can_be() -> None:
    assert typos.patches("به گزرارش ما") == [(5, 6, "", ("typos.extra",))]
    assert typos.patches("در دانشکاه تهران") == [(7, 8, "گ", ("typos.look_alike",))]
    assert typos.patches("جهاد کشاوزی استان") == [(9, 9, "ر", ("typos.missing",))]


def test_the_words_of_a_project_are_no_suspects() -> None:
    text = "ترافیم سنگین در آزادراه"
    (suspect,) = fanews.check(text)
    assert (suspect.before, suspect.suggestions) == ("ترافیم", ("ترافیک",))
    assert fanews.check(text, lexicon=fanews.Lexicon(join=["ترافیم"])) == ()


def test_every_slip_names_a_rule() -> None:
    named = {s.rule for s in typos._slips().values()} | {madda.RULE, typos.OVER_SPACE, typos.BOLD, "typos.suspect"}
    assert named == {r.id for r in rules("typos")}


# ---- suspicions ----------------------------------------------------------------------------------------


def test_a_doubtful_word_is_reported_with_suggestions() -> None:
    text = "آگهی مناقضه عمومی"
    (suspect,) = typos.suspects(text)
    assert suspect.span.of(text) == suspect.before == "مناقضه"
    assert suspect.suggestions[:2] == ("مناقصه", "مناقشه")
    assert 0 < suspect.confidence < 1
    assert suspect.rule in {r.id for r in rules("typos")}
    assert suspect.reason == "another word is nearly as likely"


def test_the_likelier_suggestion_is_the_surer() -> None:
    (likely,) = typos.suspects(f"دکتر {SLIP} آمد")
    (doubtful,) = typos.suspects("آگهی مناقضه عمومی")
    assert 0.4 < doubtful.confidence < 0.6 < likely.confidence < 1


def test_what_is_repaired_is_not_suspected() -> None:
    assert typos.suspects(f"به {SLIP} خبرنگار ما") == []
    assert typos.suspects("در جمع مردم ییکی از روستاها") == []


# ---- for every text ------------------------------------------------------------------------------------

LETTERS = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئآ"
WORDS = sorted(w for w, f in forms.words().items() if f > 20 and len(w) > 2)


@st.composite
def slips(draw: st.DrawFn) -> str:
    """A frequent word with one letter dropped, doubled, exchanged or replaced, with a space in it, or as it is."""
    word = draw(st.sampled_from(WORDS))
    i = draw(st.integers(0, len(word) - 1))
    kinds = [
        word,
        word[:i] + word[i + 1 :],
        word[:i] + word[i] + word[i:],
        word[:i] + draw(st.sampled_from(LETTERS)) + word[i:],
        word[:i] + draw(st.sampled_from(LETTERS)) + word[i + 1 :],
        word[:i] + word[i : i + 2][::-1] + word[i + 2 :],
        word[:i] + " " + word[i:],
    ]
    return draw(st.sampled_from(kinds))


sentences = st.lists(slips() | st.sampled_from(["و", "\n", "،", "«", "»", "د", "12", "ab", "\u200cها"]), max_size=9)
texts = sentences.map(" ".join) | sentences.map("".join) | st.text(st.characters(exclude_categories=[]), max_size=40)


@settings(max_examples=400, deadline=None)
@given(texts, st.booleans())
def test_repairing_twice_is_repairing_once(text: str, bold: bool) -> None:
    once = repaired(text, bold=bold)
    assert typos.patches(once, bold=bold) == []


@settings(max_examples=300, deadline=None)
@given(texts, st.booleans())
def test_patches_are_sorted_disjoint_real_and_explained(text: str, bold: bool) -> None:
    ids = {r.id for r in rules("typos")}
    stop = 0
    for start, end, after, why in typos.patches(text, bold=bold):
        assert stop <= start <= end <= len(text)
        assert text[start:end] != after
        assert "\n" not in text[start:end] + after
        assert why
        assert ids.issuperset(why)
        stop = max(end, start)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_suspicions_are_in_order_and_of_the_text(text: str) -> None:
    stop = 0
    for s in typos.suspects(text):
        assert s.span.of(text) == s.before
        assert stop <= s.span.start
        assert s.before not in s.suggestions
        stop = s.span.stop


@pytest.mark.parametrize("text", ["گ" * 200_000, "گزرارش " * 30_000, "ابپت" * 50_000, "ا ب " * 50_000])
def test_long_and_hostile_texts_come_back(text: str) -> None:
    assert repaired(text) == text


# ---- the forms -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["کتابهایشان", "میشود", "سرمایهگذاری", "بچگان", "نمیتونن", "خونه", "مسوولان"])
def test_forms_are_explained(word: str) -> None:
    assert forms.is_form(word)


@pytest.mark.parametrize("word", ["گزرارش", "دانشگهاه", "زلنسکیچ"])
def test_other_strings_are_not(word: str) -> None:
    assert not forms.is_form(word)
    assert forms.likelihood(word) == 0


def test_an_inflected_word_is_rarer_than_its_stem() -> None:
    assert 0 < forms.likelihood("استانداریها") < forms.likelihood("استانداری")


def test_the_levels_of_the_table_keep_their_order() -> None:
    levels = [forms.encode_level(f) for f in (0.001, 0.02, 0.1, 1, 50, 40_000, 1e9)]
    assert levels == sorted(levels)
    assert min(levels) == 1
    assert max(levels) <= 255


def test_the_tool_compiles_what_the_forms_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TOOL.parent))
    spec = importlib.util.spec_from_file_location("build_forms", TOOL)
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "build_forms", tool)
    spec.loader.exec_module(tool)
    corpus = tmp_path / "corpus.txt"
    corpus.write_text("کتاب\u200cها و کتاب خوب.\n", encoding="utf-8")
    (tmp_path / "words.dat").write_text("کتاب\t4000000\tN\nنایاب\t0\tN\n", encoding="utf-8")
    counted = tool.frequencies(corpus, tmp_path)
    assert set(counted) == {"کتابها", "کتاب", "خوب"}
    assert counted["کتاب"] > counted["خوب"] == counted["کتابها"]
    assert tool.compiled(counted) == tool.compiled(dict(reversed(counted.items())))
