"""What the tests of evaluation share: records in short."""


def record(uri, offer=None, *, posting=0, family=None, codes=()):
    """What of a record is looked at."""
    source = {"uri": uri, "posting": posting, "family": family}
    return {"offer": offer, "findings": [{"code": code} for code in codes], "source": source}


def missions(*texts):
    return {"missions": [{"text": text} for text in texts]}
