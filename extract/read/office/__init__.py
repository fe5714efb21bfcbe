"""Word processors' files: DOCX, ODT, RTF and the old DOC.

In: the bytes of a file. Out: a `Document`. A reader of one of these formats walks over it and gives `blocks`
(paragraphs, items, tables); `flow` makes pieces of them, the same way for all. `office_zip` opens packages safely.
"""
