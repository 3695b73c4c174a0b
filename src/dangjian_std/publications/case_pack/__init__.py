"""专项: what one case (换届, 补选) takes from its first day to its last: a plan by date, forms, papers."""
