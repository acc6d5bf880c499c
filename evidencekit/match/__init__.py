"""Is it the same work, and in which fields does it differ?"""
