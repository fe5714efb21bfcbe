"""The command line: tables of cases in this process, and real processes for codes, pipes, signals and bytes."""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest

from command import POSTING, codes, many, offres, process, records, uris, write
from offres.bench.text import WATCHED, loaded_by_help
from offres.cli import app

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")


# Start and help


def test_help_loads_no_heavy_library():
    assert {"pdfplumber", "dateparser", "pandas", "httpx", "phonenumbers", "pydantic", "rich"} <= set(WATCHED)
    assert loaded_by_help() == []


def test_help_shows_examples():
    assert "offres convert postings/ -o records.jsonl" in offres("--help").stdout


def commands():
    groups = [(group.name, group.typer_instance.registered_commands) for group in app.registered_groups]
    alone = [command.name or command.callback.__name__ for command in app.registered_commands]
    return alone + [f"{group} {command.name}" for group, below in groups for command in below]


@pytest.mark.parametrize("page", ["README.md", "docs/cli.md"])
def test_every_command_is_documented(page, root):
    text = (root / page).read_text(encoding="utf-8")
    named = {name.split()[0] if page == "README.md" else name for name in commands()}
    assert sorted(name for name in named if f"offres {name}" not in text) == []


def test_every_option_is_documented(root):
    text = (root / "docs/cli.md").read_text(encoding="utf-8")
    options = {
        option for name in commands() for option in re.findall(r"--[a-z]+", offres(*name.split(), "--help").stdout)
    }
    assert {"--out", "--jobs", "--patterns", "--config"} <= options
    assert [option for option in sorted(options) if option not in text] == []


def test_version():
    import offres as package

    assert offres("--version").stdout == f"offres {package.__version__}\n"


# Exit codes


@pytest.fixture
def corners(folder):
    """What else a folder may hold: nothing, a style sheet, an empty file, a link to itself."""
    Path("hollow").mkdir()
    write("styles/x.css", "")
    write("empty.txt", "")
    if hasattr(os, "symlink"):
        Path("loop").symlink_to("loop")


@pytest.mark.usefixtures("corners")
@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["convert", "b.txt"], 0, ""),
        (["convert", "b.txt", "missing.txt"], 1, "missing.txt: OF901 unreadable-file: there is no file or folder"),
        (["convert", "empty.txt"], 1, "empty.txt: OF9"),
        (["convert", "b.txt/c.txt"], 1, "b.txt/c.txt: OF901"),
        (["convert", "loop"], 1, "loop: OF901"),
        (["convert", "."], 1, "Skipped in folders: 1 .css"),
        (["convert"], 2, "Missing argument"),
        (["convert", "hollow"], 2, "hollow: no file to read"),
        (["convert", "none-*.txt"], 2, "none-*.txt: no file to read"),
        (["convert", "styles"], 2, "1 .css"),
        (["convert", "b.txt", "none-*.txt"], 0, "none-*.txt: no file to read"),
        (["convert", "b.txt", "--jobs", "0"], 2, "--jobs"),
        (["convert", "b.txt", "-o", "nowhere/out.jsonl"], 2, "does not exist"),
        (["convert", "b.txt", "-o", "b.txt"], 2, "would destroy it"),
        (["convert", "b.txt", "-o", "b.txt/"], 1, "cannot write"),
        (["convert", "b.txt", "-o", ""], 2, "is empty"),
        (["unknown"], 2, "unknown"),
        (["show", "b.txt"], 0, ""),
        (["show", "missing.txt"], 1, "missing.txt: OF901"),
        (["show", "hollow"], 1, "hollow: OF901"),
        (["text", "b.txt"], 0, ""),
        (["text", "missing.txt"], 1, "missing.txt: OF901"),
        (["schema"], 0, ""),
        (["schema", "b.txt"], 2, "b.txt"),
    ],
)
def test_exit_codes(arguments, code, told):
    result = offres(*arguments)
    assert result.exit_code == code, result.stderr
    assert told in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_nothing_is_said_when_all_is_well(folder):
    done = process("convert", "a.md", "b.txt")
    assert (done.returncode, done.stderr) == (0, b"")


# Input


def test_a_missing_path_fails_and_the_rest_goes_on(folder):
    done = process("convert", "b.txt", "missing.txt", "a.md")
    assert done.returncode == 1
    assert uris(done.stdout) == ["a.md", "b.txt", "missing.txt"]
    missing = records(done.stdout)[2]
    assert missing["offer"] is None
    assert codes(missing) == ["OF901"]
    assert "Check the path" in done.stderr.decode()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(folder):
    Path("b.txt").chmod(0)
    done = process("convert", ".")
    assert done.returncode == 1
    assert [codes(record) for record in records(done.stdout) if not record["offer"]] == [["OF901"]]
    assert b"b.txt: OF901 unreadable-file: it may not be read" in done.stderr


def test_permission_is_named(folder, monkeypatch):
    def refuse(path, *how):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    result = offres("convert", "a.md", "b.txt")
    assert result.exit_code == 1
    assert [codes(record) for record in records(result.stdout)] == [["OF901"], ["OF901"]]
    assert "a.md: OF901 unreadable-file: it may not be read by this account. Give the account" in result.stderr


def test_a_file_that_is_too_large_is_not_read(folder):
    with Path("large.txt").open("wb") as stream:
        stream.truncate(300_000_000)
    done = process("convert", "large.txt", "b.txt")
    assert (done.returncode, uris(done.stdout)) == (1, ["b.txt", "large.txt"])
    assert codes(records(done.stdout)[1]) == ["OF903"]
    assert b"large.txt: OF903 limit-exceeded: it has 300,000,000 bytes, and at most 200,000,000 are read" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that closes streams")
@pytest.mark.parametrize(
    ("closed", "code", "records_out", "told"),
    [
        ("convert b.txt 2>&-", 0, 1, b""),
        ("convert missing.txt 2>&-", 1, 1, b""),
        ("convert b.txt <&-", 0, 1, b""),
        ("convert b.txt >&-", 1, 0, b"cannot write to standard output"),
        ("text b.txt >&-", 1, 0, b"cannot write to standard output"),
        ("show b.txt >&-", 1, 0, b"cannot write to standard output"),
        ("schema >&-", 1, 0, b"cannot write to standard output"),
        ("convert b.txt -o out.jsonl >&-", 0, 0, b"1 file, 1 record, 0 failed"),
        ("convert b.txt -o out.jsonl >&- 2>&-", 0, 0, b""),
    ],
)
def test_closed_streams(folder, closed, code, records_out, told):
    command = f"'{sys.executable}' -m offres {closed}"
    done = subprocess.run(command, shell=True, capture_output=True, check=False, timeout=60)
    assert (done.returncode, len(records(done.stdout))) == (code, records_out), done.stderr
    assert told in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device without an end")
@pytest.mark.parametrize("command", ["convert", "show", "text"])
def test_what_has_no_end_is_not_read(command):
    result = offres(command, "/dev/zero")
    assert (result.exit_code, "/dev/zero: OF903" in result.stderr) == (1, True)


def test_the_limit_is_the_same_for_text_bytes_and_paths(folder):
    from offres import LimitExceeded, parse, parse_text
    from offres.extract.read.files import LARGEST

    largest = "Jardinier " * (LARGEST // 10)
    assert parse_text(largest)[0].offer is not None
    write("large.txt", largest + "x")
    for read, source in ((parse_text, largest + "x"), (parse, (largest + "x").encode()), (parse, "large.txt")):
        with pytest.raises(LimitExceeded, match="5,000,001"):
            read(source)


def test_an_unexpected_exception_fails_its_file_only(folder, monkeypatch):
    from offres.extract import pipeline

    records_of = pipeline.records_of

    def stumble(document, source, *options, **others):
        if source["uri"] == "a.md":
            raise ZeroDivisionError("by\nnought \udc80")
        return records_of(document, source, *options, **others)

    monkeypatch.setattr(pipeline, "records_of", stumble)
    result = offres("convert", ".")
    first, second = records(result.stdout)
    assert result.exit_code == 1
    assert (first["offer"], codes(first)) == (None, ["OF901"])
    assert second["offer"]["title"] == "Jardinier du parc botanique"
    assert "a.md: OF901 unreadable-file: reading it ended in an unexpected ZeroDivisionError" in result.stderr
    assert offres("show", "a.md").exit_code == 1


def test_a_missing_tool_is_named_once_and_counted(folder, monkeypatch):
    from offres.extract import errors
    from offres.extract.read import text_file

    def refuse(data):
        raise errors.MissingTool("tesseract", "A scan", "Install it: apt install tesseract-ocr-fra")

    monkeypatch.setattr(text_file, "read", refuse)
    result = offres("convert", ".")
    assert result.exit_code == 1
    first, last = result.stderr.splitlines()
    assert first.startswith("a.md: OF901 unreadable-file: A scan needs tesseract, which is not installed here. Install")
    assert last == "tesseract is missing: 2 documents could not be read."
    assert all("apt install" in record["findings"][0]["message"] for record in records(result.stdout))


ZIPPED = {"in/x.txt": POSTING, "in/y.txt": "", "z.zip": {"x.txt": POSTING}}


def zipped(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, data in members.items():
            packed.writestr(name, zipped(data) if isinstance(data, dict) else data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("path", "documents", "code"),
    [
        ("c.zip", ["c.zip!/in/x.txt", "c.zip!/in/y.txt", "c.zip!/z.zip!/x.txt"], 1),
        ("c.zip!/in/x.txt", ["c.zip!/in/x.txt"], 0),
        ("c.zip!/in", ["c.zip!/in/x.txt", "c.zip!/in/y.txt"], 1),
        ("c.zip!/z.zip", ["c.zip!/z.zip!/x.txt"], 0),
        ("c.zip!/z.zip!/x.txt", ["c.zip!/z.zip!/x.txt"], 0),
        ("c.zip!/gone.txt", ["c.zip!/gone.txt"], 1),
    ],
)
def test_documents_in_archives(folder, path, documents, code):
    Path("c.zip").write_bytes(zipped(ZIPPED))
    result = offres("convert", path, "-o", "out/")
    assert result.exit_code == code
    counted = f"1 file with {len(documents)} documents" if len(documents) > 1 else "1 file"
    assert f"{counted}, {len(documents)} record" in result.stderr
    written = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(Path("out").iterdir())]
    assert sorted(record["source"]["uri"] for record in written) == documents
    if code == 0:
        assert uris(offres("convert", path).stdout) == documents
    (shown,) = {offres("show", path).stdout.count(document) for document in documents if "gone" not in document} or {1}
    assert shown == 1


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("c.zip", "it holds several documents. Name one of them: 'c.zip!/in/x.txt', 'c.zip!/in/y.txt'"),
        ("c.zip!/in/y.txt", "c.zip!/in/y.txt: OF901 unreadable-file: the file is empty"),
        ("c.zip!/in", "it holds several documents. Name one of them: 'c.zip!/in/x.txt'"),
        ("c.zip!/gone", "there is nothing of this name in it. offres show c.zip tells what is"),
    ],
)
def test_text_is_of_one_document(folder, path, told):
    Path("c.zip").write_bytes(zipped(ZIPPED))
    result = offres("text", path)
    assert result.exit_code == 1
    assert told in result.stderr
    assert offres("text", "c.zip!/z.zip!/x.txt").stdout == POSTING


@pytest.mark.parametrize("path", ["one.zip", "one.zip!/in", "one.zip!/in/x.txt", "c.zip!/z.zip"])
def test_text_of_an_archive_with_one_document(folder, path):
    Path("c.zip").write_bytes(zipped(ZIPPED))
    Path("one.zip").write_bytes(zipped({"in/x.txt": POSTING}))
    result = offres("text", path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, POSTING, "")


@pytest.mark.parametrize("command", ["show", "text", "explain"])
def test_a_folder_is_no_file(folder, command):
    result = offres(command, ".")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "it is a folder. Name a file in it; `offres convert` and `offres check` read folders." in result.stderr


def test_skipped_files_are_counted_and_files_by_name_tried(folder):
    for name in ("x.css", "y.css", "z.XLSX", ".hidden.txt", ".git/c.txt", "deep/c.TXT", "deep/plain"):
        write(name)
    done = process("convert", ".")
    assert uris(done.stdout) == ["a.md", "b.txt", "deep/c.TXT", "deep/plain"]
    assert done.stderr.decode() == "Skipped in folders: 2 .css, 1 .xlsx. A file given by name is always tried.\n"
    assert uris(process("convert", "x.css", ".hidden.txt").stdout) == [".hidden.txt", "x.css"]


def test_patterns_are_expanded(folder):
    write("deep/er/c.md")
    write("[d].txt")
    assert uris(offres("convert", "*.md").stdout) == ["a.md"]
    assert uris(offres("convert", "**/*.md").stdout) == ["a.md", "deep/er/c.md"]
    assert uris(offres("convert", "[d].txt").stdout) == ["[d].txt"]


def test_names_of_any_script(folder):
    names = ["offre d'été.txt", "日本.txt", "İstanbul.md", "a b\tc.txt", "\U0001f33a.txt"]
    for name in names:
        write(f"names/{name}")
    done = process("convert", "names")
    assert uris(done.stdout) == sorted(f"names/{name}" for name in names)


@LINUX
def test_names_that_are_not_utf8(folder):
    for name in (b"caf\xe9.txt", b"caf\xe8.txt", "caf\ufffdE9.txt".encode()):
        Path(os.fsdecode(b"names/" + name)).parent.mkdir(exist_ok=True)
        Path(os.fsdecode(b"names/" + name)).write_text(POSTING, encoding="utf-8")
    done = process("convert", "names", os.fsdecode(b"names/caf\xe9.txt"), b"names/caf\xe7.txt")
    assert uris(done.stdout) == [
        "names/caf\ufffd00E9.txt",
        *(f"names/caf\ufffd{code}.txt" for code in ("E7", "E8", "E9")),
    ]
    assert (done.returncode, b"OF901" in done.stderr) == (1, True)
    assert process("convert", "names", "-o", "out/").returncode == 0
    assert len(list(Path("out").iterdir())) == 3


# Output


def test_file_folder_and_stream_hold_the_same(folder):
    write("deep/c.txt")
    stream = process("convert", ".").stdout
    assert process("convert", ".", "-o", "out.jsonl").returncode == 0
    assert process("convert", ".", "-o", "new/folder/").returncode == 0
    assert Path("out.jsonl").read_bytes() == stream
    written = {path.name: path.read_bytes() for path in Path("new/folder").iterdir()}
    assert written == dict(
        zip(["a.md.0.json", "b.txt.0.json", "deep__c.txt.0.json"], stream.splitlines(keepends=True), strict=True)
    )


def test_an_existing_folder_is_one_without_a_slash(folder):
    Path("out").mkdir()
    assert "2 files, 2 records, 0 failed, written to out" in offres("convert", "a.md", "b.txt", "-o", "out").stderr
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.md.0.json", "b.txt.0.json"]


@LINUX
@pytest.mark.parametrize("arguments", [["convert", "b.txt"], ["show", "b.txt"], ["text", "b.txt"], ["schema"]])
def test_a_full_disk_is_named(folder, arguments):
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "offres", *arguments]
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert run.returncode == 1
    assert b"cannot write" in run.stderr
    assert b"Traceback" not in run.stderr


# What comes out


def test_records_hold_to_the_schema(folder):
    schema = json.loads(offres("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema).validate
    for record in records(offres("convert", ".", "missing.txt").stdout):
        check(record)


def test_convert_reads_the_posting(folder):
    (record,) = records(offres("convert", "b.txt").stdout)
    offer = record["offer"]
    assert offer["title"] == "Jardinier du parc botanique"
    assert offer["reference"]["number"] == "3134-31-0042/SR"
    assert (offer["published"], offer["deadline"]) == ("2031-03-03", "2031-03-28")
    assert [mission["text"] for mission in offer["missions"]] == [
        "arroser les serres de fougères",
        "tailler les haies du parc",
    ]


def test_the_readme_shows_what_happens(folder, root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    posting, shown = (re.search(rf"```{kind}\n(.*?)```", readme, re.DOTALL)[1] for kind in ("text", "json"))
    write("jardinier.txt", posting)
    (record,) = records(offres("convert", "jardinier.txt").stdout)
    assert_within(json.loads(shown), record)


def assert_within(part, whole):
    """All that `part` holds stands in `whole`; lists are as long."""
    if isinstance(part, dict):
        for key, value in part.items():
            assert_within(value, whole[key])
    elif isinstance(part, list):
        assert len(part) == len(whole)
        for one, other in zip(part, whole, strict=True):
            assert_within(one, other)
    else:
        assert part == whole


def test_show_is_plain_when_piped(folder):
    told = process("show", "b.txt").stdout.decode()
    assert told.startswith("Jardinier du parc botanique\n")
    assert re.search(r"^ +2  reference\.number +3134-31-0042/SR$", told, re.MULTILINE)
    assert re.search(r"^ +10  deadline +2031-03-28$", told, re.MULTILINE)
    assert "  • arroser les serres de fougères\n" in told
    assert "\x1b" not in told


@pytest.mark.parametrize(
    "text", [POSTING, POSTING.replace("\n", "\r\n"), POSTING.rstrip(), POSTING.replace("\n", "\r")]
)
def test_text_is_what_spans_point_into(folder, text):
    write("c.txt", text)
    done = process("text", "c.txt")
    assert done.stdout.decode() == text
    (record,) = records(process("convert", "c.txt").stdout)
    assert record["spans"]
    for span in record["spans"].values():
        assert text[span["start"] : span["end"]] == span["text"]


@LINUX
def test_a_bar_on_a_terminal_only(folder):
    import pty

    many(40)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "offres", "convert", "many", "-o", "out.jsonl"]
    with subprocess.Popen(command, stderr=theirs, env=os.environ | {"TERM": "xterm"}) as run:
        os.close(theirs)
        told = b""
        while chunk := _read(ours):
            told += chunk
    os.close(ours)
    assert run.returncode == 0
    assert b"Reading" in told
    assert b"\x1b[" in told
    assert b"40 files, 40 records, 0 failed, written to out.jsonl" in told


def _read(handle):
    try:
        return os.read(handle, 4096)
    except OSError:  # the other end is closed
        return b""
