"""The register's files."""
