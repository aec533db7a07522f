"""Studies as their readers, respondents and staff see them; private links and the secrets behind them."""
