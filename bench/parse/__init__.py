"""How well, how fast and how surely references are parsed: python -m bench.parse."""
