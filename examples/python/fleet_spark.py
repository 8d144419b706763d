"""Checks a fleet on Spark: ``python fleet_spark.py [MANIFESTS] [FOLDER]``.

``pip install pyspark`` and Java 17. The findings are written to the folder as Parquet.
"""

import sys
import time
from collections.abc import Iterator

import pyarrow
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

import fleet


def make(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        yield from fleet.files(batch.column("id").to_pylist()).to_batches()


def judge(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    # A partition contains complete bundles; its batches may not.
    table = pyarrow.Table.from_batches(batches, fleet.FILES)
    yield from fleet.judged(table).to_batches()


def main(manifests: int = 50_000, folder: str = "fleet-spark") -> int:
    begin = time.monotonic()
    spark = SparkSession.builder.master("local[*]").config("spark.ui.showConsoleProgress", True).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.sparkContext.addPyFile(fleet.__file__)
    teams = spark.range(manifests // fleet.FILES_OF_A_TEAM)
    files = teams.mapInArrow(make, from_arrow_schema(fleet.FILES))
    judged = files.repartition(16, "bundle").mapInArrow(judge, from_arrow_schema(fleet.schema()))
    judged.write.mode("overwrite").parquet(folder)

    written = spark.read.parquet(folder)
    totals = {row["row"]: row["count"] for row in written.groupBy("row").count().collect()}
    runs = written.where("row = 'run'").groupBy("verdict").count().collect()
    print(f"{totals}, verdicts: {({row['verdict']: row['count'] for row in runs})}")
    print(f"{totals['input']} files in {time.monotonic() - begin:.1f} s")
    spark.stop()
    return 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main(*([int(arguments[0]), *arguments[1:]] if arguments else [])))  # type: ignore[arg-type]
