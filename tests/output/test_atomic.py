"""Writing aside and renaming."""

import os

import pytest

from offres.output.atomic import replacing


def test_the_name_appears_with_the_last_byte(tmp_path):
    with replacing(tmp_path / "out") as stream:
        stream.write(b"whole")
        stream.flush()
        assert not (tmp_path / "out").exists()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"out": b"whole"}


@pytest.mark.parametrize("raised", [OSError, KeyboardInterrupt, SystemExit])
def test_a_failure_leaves_what_stood_there(tmp_path, raised):
    (tmp_path / "out").write_bytes(b"earlier")

    def break_off():
        with replacing(tmp_path / "out") as stream:
            stream.write(b"half")
            raise raised

    with pytest.raises(raised):
        break_off()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"out": b"earlier"}


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_permissions_stay(tmp_path):
    (tmp_path / "out").write_bytes(b"earlier")
    (tmp_path / "out").chmod(0o640)
    with replacing(tmp_path / "out") as stream:
        stream.write(b"later")
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_is_followed(tmp_path):
    (tmp_path / "real").write_bytes(b"earlier")
    (tmp_path / "link").symlink_to("real")
    with replacing(tmp_path / "link") as stream:
        stream.write(b"later")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"later"


def test_a_device_is_written_to():
    with replacing(os.devnull) as stream:
        stream.write(b"gone")
    assert not os.path.isfile(os.devnull)
