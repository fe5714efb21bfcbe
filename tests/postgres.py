"""A real PostgreSQL for the tests: a cluster of its own in a temporary folder, reached through a socket there.

`server()` is asked by a session fixture; `Server.base()` makes an empty database and gives its URL.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

NAME = "offres-tests"


class Server:
    """A running cluster."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.socket = self.folder / "socket"
        self._bases = 0

    def base(self):
        """The URL of a new database."""
        self._bases += 1
        name = f"base{self._bases}_{os.getpid()}"
        self.run("createdb", "--host", str(self.socket), "--username", "postgres", name)
        return f"postgresql://postgres@/{name}?host={self.socket}"

    def start(self):
        # What a test writes may go with the power: no fsync, so that a small disk is not the tests' bound
        settings = {"listen_addresses": "", "unix_socket_directories": self.socket, "fsync": "off"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [*_as_postgres(), _program("postgres"), "-D", str(self.folder / "data"), *options]
        with (self.folder / "log").open("wb") as log:
            # our own child, and not pg_ctl's: where nobody else takes leave of it, pg_ctl would wait for it for ever
            self._server = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        for _ in range(600):
            if (
                subprocess.run([_program("pg_isready"), "--quiet", "--host", str(self.socket)], check=False).returncode
                == 0
            ):
                return
            assert self._server.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.05)
        raise AssertionError("PostgreSQL does not answer")

    def stop(self):
        self._server.send_signal(signal.SIGQUIT)  # at once: nobody wants to keep anything
        self._server.wait(60)

    def run(self, program, *arguments):
        command = [*_as_postgres(), _program(program), *arguments]
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=self.folder, check=False, stdin=subprocess.DEVNULL
        )
        assert done.returncode == 0, f"{program}: {done.stdout} {done.stderr}"


def missing():
    """What the tests with PostgreSQL lack here; None where they can run."""
    for program in ("initdb", "postgres", "pg_isready", "createdb"):
        if _program(program) is None:
            return f"{program} is not installed"
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        return "PostgreSQL does not run as root, and there is no setpriv"
    return None


@contextmanager
def server():
    """A cluster that runs as long as the block; where this is root, as the user postgres."""
    # under /tmp: the path of a socket may have 107 characters, and pytest's own folders are for this user alone
    folder = Path(tempfile.mkdtemp(prefix="offres-pg-", dir="/tmp"))
    try:
        (folder / "socket").mkdir()
        if os.geteuid() == 0:
            for path in (folder, folder / "socket"):
                shutil.chown(path, "postgres", "postgres")
        made = Server(folder)
        locale = ("--encoding", "UTF8", "--locale", "C", "--no-sync")
        made.run("initdb", "--pgdata", str(folder / "data"), "--username", "postgres", "--auth", "trust", *locale)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _program(name):
    found = shutil.which(name)
    if found:
        return found
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(installed[-1]) if installed else None


def _as_postgres():
    return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups"] if os.geteuid() == 0 else []
