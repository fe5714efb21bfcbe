"""Mails, as files of the standard and of Outlook.

In: the bytes of a mail. Out: its members: its own text, and each attachment.
"""
