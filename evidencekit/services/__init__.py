"""The services that know works: the only package that talks to the network."""

from evidencekit.services.cache import default_cache_dir
from evidencekit.services.interface import BrokenOff, Progress, Service, Settings
from evidencekit.services.offline import silent
from evidencekit.services.resolver import Resolver

__all__ = [
    "BrokenOff",
    "Progress",
    "Resolver",
    "Service",
    "Settings",
    "default_cache_dir",
    "silent",
]
