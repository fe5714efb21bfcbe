"""`offres explain`: line by line, what each line of a posting was taken for, by which pattern, and what lost.

In: a file. Out: an account of each of its documents, as text or JSON. It reads as `offres convert` does and notes the
decisions that were made on the way; nothing here decides.
"""
