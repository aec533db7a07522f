"""What respondents and staff send about surveys."""
