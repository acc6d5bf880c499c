"""Find, check and map the references of an article."""
