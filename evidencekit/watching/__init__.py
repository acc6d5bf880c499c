"""What happened to known works since somebody last looked."""
