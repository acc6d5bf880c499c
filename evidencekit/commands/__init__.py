"""The commands of `evidencekit`, one module each: `command` is the click command."""
