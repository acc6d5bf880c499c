"""One module a rule; `registry` knows them all."""
