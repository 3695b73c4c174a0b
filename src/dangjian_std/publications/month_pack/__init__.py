"""What a unit needs in one month: reminders, forms and papers, with the names of a roster."""
