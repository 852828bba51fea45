"""Numbers, money and dates with their values."""

import fanews

text = "دولت در ۱۹ مهر ۱۴۰۴ حدود دو میلیون و ۳۰۰ هزار تومان به ۴۵ درصد از خانواده ها پرداخت."
for n in fanews.find_numbers(text):
    print(n.text, "|", n.kind, "|", n.value, "|", n.unit)

print(fanews.parse_number("یک میلیون و دویست هزار"))
print(fanews.spell_number(1404))
print(fanews.spell_ordinal(23))
print(fanews.to_digits("سال ۱۴۰۴", "en"))

# Prints:
# ۱۹ مهر ۱۴۰۴ | date | 2025-10-11 | None
# دو میلیون و ۳۰۰ هزار | money | 2300000 | IRT
# ۴۵ | percent | 45 | None
# 1200000
# هزار و چهارصد و چهار
# بیست و سوم
# سال 1404
