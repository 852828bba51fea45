"""Every change to a text, with its rule; and offsets back to the original."""

import fanews

raw = "رئیس سازمان گفت :کتاب ها و مجله‌ها به کتابخانههای روستایي می رسد."
done = fanews.normalize(raw)
print(done)

for edit in done.edits:
    for id in edit.rules:
        print(f"{edit.span.start}-{edit.span.stop}", id, "—", fanews.rule(id).title)

# A place in the clean text, and the same place in the raw one:
start = done.text.index("کتابخانه")
span = done.to_original(fanews.Span(start, start + len("کتابخانه")))
print(raw[span.start : span.stop])

# Rules can be switched off, one by one or by table:
print(fanews.normalize(raw, skip={"zwnj", "letters.yeh"}))

# Prints:
# رئیس سازمان گفت: کتاب‌ها و مجله‌ها به کتابخانه‌های روستایی می‌رسد.
# 15-16 punctuation.space_before — No space before a closing mark
# 17-17 punctuation.space_after — A space after a mark that is glued to the next word
# 21-22 zwnj.plural — The plural ها and its forms are set off by a ZWNJ
# 46-46 zwnj.plural — The plural ها and its forms are set off by a ZWNJ
# 56-57 letters.yeh — Arabic yeh becomes Persian yeh
# 60-61 zwnj.verb_prefix — می and نمی are set off from the verb by a ZWNJ
# کتابخانه
# رئیس سازمان گفت: کتاب ها و مجله‌ها به کتابخانههای روستایي می رسد.
