"""The documentation; `generate` writes those pages that are made from the code."""
