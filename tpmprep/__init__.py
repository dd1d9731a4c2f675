"""tpmprep takes a person from the first concept to the offer as a Technical Product Manager."""

__version__ = "0.1.0"
