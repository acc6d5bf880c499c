"""The services that know works: the only package that talks to the network."""
