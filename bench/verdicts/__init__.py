"""How often the verdicts are right, over real works printed in many styles."""
