"""What a unit needs in one month: reminders, forms and letters, with the names of a roster."""
