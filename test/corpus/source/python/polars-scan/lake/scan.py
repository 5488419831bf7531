import polars as pl

from lake.config import cfg

frame = pl.scan_parquet(
    "s3://lake/events/*.parquet",
    storage_options={
        "aws_access_key_id": cfg.id,
        "aws_secret_access_key": cfg.secret,
        "aws_region": "eu-west-1",
    },
)
