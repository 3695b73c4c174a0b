"""Rules about text and shape. They are judged while a file is read; their pages stand here."""
