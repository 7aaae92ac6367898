"""Settings of all tests."""

from hypothesis import settings

# The same examples at every run, however slow the machine: what fails, fails for everybody.
settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.load_profile("same")
