"""What keeps a report from being laid out, said before anything is built.

One bad field would stop a document engine with a line of its template. Here every record is looked at first, and a
problem names the record, the field and the language, and says what to do. After this has passed, building a document
does not fail.
"""
