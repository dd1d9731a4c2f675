"""The one error a person can act on; every other exception is our bug."""

from __future__ import annotations


class UserError(Exception):
    """Something a person can mend: bad input, a full disk, a file of a newer version.

    Args:
        code: stable dotted name, e.g. ``"pack.field"``; the window words it, tests compare it.
        values: what the wording needs (file, line, field, why, …); never secrets.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        """Plain English for the command line: the code's words, or the code with its values."""
        from tpmprep.core.ground.words import sentence

        return sentence(self.code, self.values)
