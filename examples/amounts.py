"""Numbers, money and dates with their values."""

import fanews

text = "دولت در ۱۹ مهر ۱۴۰۴ حدود دو میلیون و ۳۰۰ هزار تومان به ۴۵ درصد از خانواده ها پرداخت."
for n in fanews.find_numbers(text):
    print(n.text, "|", n.kind, "|", n.value, "|", n.unit)

print(fanews.parse_number("یک میلیون و دویست هزار"))
print(fanews.spell_number(1404))
print(fanews.spell_ordinal(23))
print(fanews.to_digits("سال ۱۴۰۴", "en"))
