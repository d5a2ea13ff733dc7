"""The verbs of learning: enrol, save a screen, note a conversation, complete, grant, withdraw, settle."""
