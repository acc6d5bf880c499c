"""How the host of an address looks that is printed without "https://" or "www."."""

# The domains of bodies that health pages cite, and of the countries that print English.
_TOP = "org|gov|com|edu|net|int|info|mil|eu|uk|ca|au|nz|ie|in|za|de|fr|es|it|nl|ch|br"

BARE_HOST = rf"(?<![\w@/.-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,5}}(?:{_TOP})(?=/)"
"""A pattern for "ods.od.nih.gov" where a path follows, in any case."""
