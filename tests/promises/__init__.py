"""The proofs of what tpmprep promises; the full figures are marked soak."""
