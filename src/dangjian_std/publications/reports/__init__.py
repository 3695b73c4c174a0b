"""Lists about the set itself: basis, forms, roles, bodies, goals, burden."""
