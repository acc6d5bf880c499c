"""The sentences of an article and the references that support them."""
