"""What constraints of the database mean to people: the fields that each is about, and what is expected of them.

Derived from what a constraint demands; where that gives no good sentence, its model `said` it.
"""
