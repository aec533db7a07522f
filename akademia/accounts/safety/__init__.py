"""How an account is kept safe: second step at sign-in, passkeys, signed-in devices, change of address."""
