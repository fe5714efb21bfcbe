"""Convert postings with Spark: `spark-submit docs/examples/spark_convert.py SOURCE TARGET`.

SOURCE is a folder of files that Spark can read (`file:///archive`, `s3a://bucket/archive`), TARGET a folder that is
made and gets the records as Parquet. Every worker needs `offres[parquet]`. Spark does not list empty files.
"""

import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from offres.ingest.arrow import convert_batches, schema

ROWS = 128  # documents a batch: what is in memory at once


def main(source: str, target: str) -> None:
    """Read the files below `source`, and write their records to `target`."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # where it stands on the workers, if not at the same place
    spark = SparkSession.builder.appName("offres").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", ROWS)
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(source)
    documents = files.selectExpr("path AS uri", "content")
    records = documents.mapInArrow(convert_batches, from_arrow_schema(schema()))
    records.write.parquet(target)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
