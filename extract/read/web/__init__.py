"""Web pages.

In: the bytes of a page. Out: a `Document`: the posting's lines, the site's as furniture, its structured data as facts.
"""
