"""The whole way of a book: sent, reviewed, returned, merged, collected from mails, shown with its team."""
