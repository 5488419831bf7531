import polars as pl

from lake.config import cfg

frame = pl.scan_parquet(
    "s3://lake/events/*.parquet",
    storage_options={
        "aws_region": "eu-west-1",
    },
)
