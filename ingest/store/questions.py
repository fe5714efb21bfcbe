"""The usual questions to a store in SQL that both databases take: for docs/store.md, and for Datasette's pages."""

from typing import NamedTuple


class Question(NamedTuple):
    """A question and its answer in SQL; `:name` in it is asked for."""

    name: str
    title: str
    sql: str


QUESTIONS = (
    Question(
        "next_deadlines",
        "Which open offers end next?",
        """\
SELECT deadline, days_left, title, employer, location, uri
FROM open_offers
WHERE deadline IS NOT NULL
ORDER BY deadline, id
LIMIT 50""",
    ),
    Question(
        "open_offers_by_employer",
        "Who has how many open offers, and when does the next one end?",
        """\
SELECT employer, count(*) AS offers, min(deadline) AS next_deadline
FROM open_offers
GROUP BY employer
ORDER BY offers DESC, coalesce(employer, '')""",
    ),
    Question(
        "moved_deadlines",
        "Which deadlines were moved, from when to when, and where does that stand?",
        """\
SELECT runs.started, offers.reference, offers.title, changes.before, changes.after, documents.uri
FROM changes
JOIN versions ON versions.id = changes.version_id
JOIN offers ON offers.id = versions.offer_id
JOIN runs ON runs.id = versions.run
JOIN documents ON documents.id = versions.document_id
WHERE changes.field = 'deadline'
ORDER BY versions.id DESC""",
    ),
    Question(
        "new_in_the_last_run",
        "What did the last run bring?",
        """\
SELECT id, reference, title, employer, deadline
FROM offers
WHERE first_run = (SELECT max(id) FROM runs WHERE status = 'done')
ORDER BY deadline, id""",
    ),
    Question(
        "history",
        "What became of the offer of a number?",
        """\
SELECT versions.number, runs.started, documents.uri, versions.late, changes.field, changes.before, changes.after
FROM offers
JOIN versions ON versions.offer_id = offers.id
JOIN runs ON runs.id = versions.run
JOIN documents ON documents.id = versions.document_id
LEFT JOIN changes ON changes.version_id = versions.id
WHERE offers.reference = :reference
ORDER BY offers.id, versions.number, changes.field""",
    ),
    Question(
        "in_several_documents",
        "Which offers stand in several documents?",
        """\
SELECT offers.id, offers.title, count(DISTINCT postings.document_id) AS documents
FROM offers
JOIN versions ON versions.offer_id = offers.id
JOIN postings ON postings.version_id = versions.id
GROUP BY offers.id, offers.title
HAVING count(DISTINCT postings.document_id) > 1
ORDER BY documents DESC, offers.id""",
    ),
    Question(
        "frequent_findings",
        "What is most often wrong with the versions in force?",
        """\
SELECT findings.code, findings.name, findings.severity, count(*) AS times
FROM findings
JOIN versions ON versions.id = findings.version_id
JOIN offers ON offers.id = versions.offer_id AND offers.version = versions.number
GROUP BY findings.code, findings.name, findings.severity
ORDER BY times DESC, findings.code""",
    ),
    Question(
        "one_number_two_offers",
        "Which numbers do different offers bear?",
        """\
SELECT reference, count(*) AS offers, min(title) AS one_title, max(title) AS another_title
FROM offers
WHERE id IN (
    SELECT versions.offer_id
    FROM findings
    JOIN versions ON versions.id = findings.version_id
    WHERE findings.code = 'OF302'
)
GROUP BY reference
ORDER BY offers DESC, reference""",
    ),
    Question(
        "vanished_too_early",
        "Which offers vanished from their source before their deadline?",
        """\
SELECT offers.id, offers.reference, offers.title, offers.employer, offers.deadline, runs.started AS vanished
FROM offers
JOIN runs ON runs.id = offers.vanished_run
WHERE offers.deadline > runs.started
ORDER BY offers.id""",
    ),
    Question(
        "failures_by_cause",
        "Why can documents not be read?",
        """\
SELECT code, name, stage, count(*) AS documents, max(message) AS one_message
FROM failures
GROUP BY code, name, stage
ORDER BY documents DESC, code""",
    ),
    Question(
        "published_by_month",
        "How many offers were published in which month?",
        """\
SELECT substr(CAST(published AS TEXT), 1, 7) AS month, count(*) AS offers
FROM offers
WHERE published IS NOT NULL
GROUP BY substr(CAST(published AS TEXT), 1, 7)
ORDER BY month""",
    ),
)
