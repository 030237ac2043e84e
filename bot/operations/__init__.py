"""What an operator sees and does: whether all is well, how much of what happens, backups. Knows no Discord objects."""
