"""How many examples Hypothesis tries: a few that are always the same, or with ``--hypothesis-profile=deep`` many."""

from hypothesis import settings

settings.register_profile("quick", max_examples=150, deadline=None, derandomize=True)
settings.register_profile("deep", max_examples=100_000, deadline=None, print_blob=True)
settings.load_profile("quick")
