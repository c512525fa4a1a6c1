"""Merge two versions of one book, three-way by record's id and field (DESIGN.md section 7).

What one side changed is taken, what both changed differently is a conflict that a person decides, and nothing is
dropped: an old value, a rejected value and a cell that cannot be read stand in the conflicts or in the log.
"""
