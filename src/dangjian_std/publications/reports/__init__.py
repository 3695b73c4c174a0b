"""Lists about the set itself: basis, forms, roles, goals, burden."""
