"""Acts on studies: describing, opening, inviting, answering, moving answers, closing."""
