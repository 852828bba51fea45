"""Texts that may be hard: what Hypothesis draws from, what the fuzzer starts from, what is repeated without end."""

from __future__ import annotations

from hypothesis import strategies as st

import fanews

SEEDS = [text for rule in fanews.rules() for text in (*(b for b, _ in rule.fixes), *(t for t, _ in rule.finds))]
"""What each rule says of itself that it fixes or finds."""

BALANCED = [text for rule in fanews.rules("quotes") for text, _ in rule.finds if text.count("«") == text.count("»")]
"""Sentences with quotes, each complete in itself."""

CHARACTERS = (
    *"ابتخنمهاگفتدرویکپژ",
    *"يىكةأؤئآۀہھەۍڪ\u0671\ufedf\ufefb",  # letters of Arabic and of other alphabets of the script, ligatures
    *"aZé\u0416\u05d0\u4e2d",
    *"019۰۴۹٠٤٩²½Ⅷ",
    *".,:;?!،؛؟٫٬-–—…/%٪()[]{}<>&#@*_=+|\\'^",
    *"«»“”„‹›\"'",
    *" \t\n\r\v\f\u00a0\u1680\u2003\u2028\u2029\u3000\x85",
    *"\u200c\u200b\u200d\u2060\ufeff\u00ad\u0640",
    *"\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    *"\u064b\u064e\u0651\u0652\u0654\u0655\u0670\u0301\u20e3\ufe0f",
    *"\x00\x07\x1b\x7f\ufffd\ufffe\ud800\udbff\udfff",
    *("\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1ee\U0001f1f7", "\U0001ee00", "\U0010ffff"),
    *("Ù\u0085ÛŒ", "Ø³", "&zwnj;", "\r\n"),
)

PIECES = (
    *("می ", "می\u200c", "نمی", "ها ", " های", "ه ی ", " تر", "ه\u200cای"),
    *("گفت: ", "گفت که ", "افزود: «", "وی ", "او ", "به گزارش ایرنا، ", "تهران- ایرنا- ", "انتهای پیام/", "» گفت. "),
    *("وزیر نیرو ", "علی اکبری ", "رئیس جمهور ", "https://a.ir/ب ", "a@b.ir", "@fars", "#خبر_فوری ", "شبس**1572**"),
    *("هزار و ", "نیم ", "یک ", "سه\u200cشنبه ", "۱۴۰۴/۷/۱۹ ", "۱۹ مهر ۱۴۰۴ ", "۲۵ درصد ", "١٢٫٥", "10:30"),
    *("میلیارد تومان ", "دیروز ", "قرن ", "-۵ ", "۳ تا ۵ نفر ", "۲/۳ "),
    *("إن الله مع الصابرين ", "\n\n", "- ", "? ", ". "),
)

any_str = st.text(st.characters(exclude_categories=[]), max_size=60)
mixed = st.lists(st.sampled_from(CHARACTERS) | st.sampled_from(PIECES), max_size=40).map("".join)
sentences = st.lists(st.sampled_from([*SEEDS, *(k for r in fanews.rules() for k in r.keeps)]), max_size=6)
damaged = st.tuples(sentences.map(" ".join), st.integers(0, 200), st.sampled_from(CHARACTERS)).map(
    lambda drawn: drawn[0][: drawn[1]] + drawn[2] + drawn[0][drawn[1] :]
)
texts = any_str | mixed | sentences.map("".join) | damaged
"""Any text: of all characters, of those Persian text is confused with, of what rules act on, broken in some place."""

quoting = texts | st.lists(st.sampled_from(BALANCED), max_size=4).map(" ".join)
"""Texts that mostly have quotes."""
