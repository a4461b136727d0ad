"""Time expressions: tokens, grammar, and the makers that read what a rule matched."""
