"""tpmprep takes a person from the first concept to the offer as a Technical Product Manager."""
