"""A bucket of a server that speaks S3, for tests and the processes that they start."""

from contextlib import contextmanager

import fsspec
import pytest
import requests


@contextmanager
def bucket():
    """Its URL, while its server runs here and the environment names it."""
    moto = pytest.importorskip("moto.server")
    pytest.importorskip("s3fs")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    known = {
        "AWS_ENDPOINT_URL": "http://{}:{}".format(*server.get_host_and_port()),
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in known.items():
            patch.setenv(name, value)
        requests.post(f"{known['AWS_ENDPOINT_URL']}/moto-api/reset", timeout=10)  # what it holds is the process's
        files = fsspec.filesystem("s3", skip_instance_cache=True)  # one of before would know another server
        files.mkdir("bucket")
        try:
            yield "s3://bucket"
        finally:
            server.stop()
            files.clear_instance_cache()
