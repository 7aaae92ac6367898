"""Settings of all tests."""

from hypothesis import settings

# The same examples at every run: what fails, fails for everybody.
settings.register_profile("same", derandomize=True, database=None)
settings.load_profile("same")
