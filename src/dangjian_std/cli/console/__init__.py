"""How commands speak with a person: opening a project, findings as text or JSON, questions, click in Chinese."""
