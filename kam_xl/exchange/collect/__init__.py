"""From what people sent to one judged team: many files read apart, kept in the store, compared with one another."""
