"""Convert postings with Ray Data: `python docs/examples/ray_convert.py SOURCE TARGET`.

SOURCE is a folder of files that Ray can read (a path, `s3://bucket/archive`), TARGET a folder that is made and gets the
records as Parquet. Every node needs `offres[parquet]`. `RAY_ADDRESS` names a cluster; without it one is started here.
"""

import sys

import ray

from offres.ingest.arrow import Converter

ROWS = 128  # documents a batch: what is in memory at once


def main(source: str, target: str) -> None:
    """Read the files below `source`, and write their records to `target`."""
    ray.init(include_dashboard=False)
    files = ray.data.read_binary_files(source, include_paths=True)
    documents = files.rename_columns({"path": "uri", "bytes": "content"})
    workers = ray.data.ActorPoolStrategy(min_size=1, max_size=max(1, int(ray.cluster_resources()["CPU"]) - 1))
    records = documents.map_batches(Converter, batch_format="pyarrow", batch_size=ROWS, compute=workers)
    records.write_parquet(target)
    ray.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
