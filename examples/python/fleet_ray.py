"""Checks a fleet on Ray: ``python fleet_ray.py [MANIFESTS] [FOLDER]``.

``pip install "ray[data]"``. The findings are written to the folder as Parquet.
"""

import logging
import sys
import time

import pyarrow
import ray

import fleet


def make(batch: pyarrow.Table) -> pyarrow.Table:
    return fleet.files(batch.column("id").to_pylist())


def main(manifests: int = 50_000, folder: str = "fleet-ray") -> int:
    begin = time.monotonic()
    ray.init(logging_level=logging.WARNING)
    teams = ray.data.range(manifests // fleet.FILES_OF_A_TEAM)
    files = teams.map_batches(make, batch_format="pyarrow")
    # A block contains complete teams. If files are in any order, `groupby("bundle").map_groups` collects
    # those of a bundle.
    judged = files.map_batches(fleet.judged, batch_format="pyarrow", batch_size=None).materialize()
    judged.write_parquet(folder)

    totals = {row["row"]: row["count()"] for row in judged.groupby("row").count().take_all()}
    runs = judged.filter(lambda row: row["row"] == "run").groupby("verdict").count().take_all()
    print(f"{totals}, verdicts: {({row['verdict']: row['count()'] for row in runs})}")
    print(f"{totals['input']} files in {time.monotonic() - begin:.1f} s")
    return 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main(*([int(arguments[0]), *arguments[1:]] if arguments else [])))  # type: ignore[arg-type]
