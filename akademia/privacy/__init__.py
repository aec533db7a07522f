"""The privacy desk: what is kept and why, a copy to take away, erasing with a receipt, retention by the clock."""
