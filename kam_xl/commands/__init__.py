"""What a person can do, once declared: pure functions from a book's tables to an outcome."""
