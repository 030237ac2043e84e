"""Facts → questions, and the game as pure rules. Knows no Discord, SQL, network or clock."""
