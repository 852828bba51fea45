"""A linter in a few lines: what is wrong in a page, and the page put right, its markup untouched."""

from fanews import Lexicon, Style
from fanews.lint import fix, lint
from fanews.settings import Settings

PAGE = """<h1>وعده وزير برای تعاونی ها</h1>
<p class="lead">وزیر گفت:<a href="/تعاونی ها">تعاونی ها</a> رشد می کنند .
<!-- fanews: ignore zwnj.plural -- the name of a film -->
<p>فیلم <b>خانه ها</b> در لیگ برتر توسعهٔ ایران</p>"""

house = Settings(lexicon=Lexicon(join=["لیگ\u200cبرتر"]), style=Style(ezafe="ه\u200cی"))

for found in lint(PAGE, "html", house):
    print(f"{found.line}:{found.column}", found.rule, "fixable" if found.fixable() else found.note, sep="\t")

print()
print(fix(PAGE, "html", house).text.replace("\u200c", "¦"))

# Prints:
# 1:10	letters.yeh	fixable
# 1:20	zwnj.plural	fixable
# 2:22	punctuation.space_after	fixable
# 2:22	zwnj.plural	fixable
# 2:65	zwnj.verb_prefix	fixable
# 2:68	punctuation.space_before	fixable
# 4:27	zwnj.lexicon	fixable
# 4:36	zwnj.ezafe_style	fixable
#
# <h1>وعده وزیر برای تعاونی¦ها</h1>
# <p class="lead">وزیر گفت: <a href="/تعاونی ها">تعاونی¦ها</a> رشد می¦کنند.
# <!-- fanews: ignore zwnj.plural -- the name of a film -->
# <p>فیلم <b>خانه ها</b> در لیگ¦برتر توسعه¦ی ایران</p>
