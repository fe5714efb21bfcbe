"""The typed errors of an evaluation: each names the file, and the line where there is one, and says what to do."""


class EvaluationError(Exception):
    """Base of all: what was handed over cannot be evaluated. `place` is a file, or a file and a line."""

    remedy = ""

    def __init__(self, place: str, cause: str) -> None:
        self.place = place
        self.cause = cause
        super().__init__(f"{place}: {cause}." + (f" {self.remedy}" if self.remedy else ""))


class UnreadableInput(EvaluationError):
    """A file or folder is missing, or holds nothing to evaluate."""

    remedy = "Check the path."


class InvalidInput(EvaluationError):
    """A file is no JSON, or its JSON is no offer, record or list of findings."""

    remedy = "`offres schema` prints the form of a record; the golden files hold its `offer`."


class DuplicatePosting(EvaluationError):
    """Two golden postings are meant for one record, or two records are the same posting of the same file."""

    remedy = "Keep one of them."


class NoMatch(EvaluationError):
    """No record has a golden posting."""

    remedy = "The golden file of notices/NAME.txt is NAME.json."


class InvalidFloors(EvaluationError):
    """The floors cannot be read, or name what is not measured."""

    remedy = 'A floor is `"NAME" = MINIMUM`, with the names of the report\'s rows; under [soft] the soft ones.'
