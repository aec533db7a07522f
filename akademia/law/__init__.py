"""The register of the law: acts, provisions, amendments, citations."""
