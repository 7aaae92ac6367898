"""The ``framing`` command: one file a subcommand, and the only folder that prints."""
