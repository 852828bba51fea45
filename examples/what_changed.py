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
