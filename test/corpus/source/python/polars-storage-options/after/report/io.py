import polars as pl

OPTIONS = {
    "aws_region": "eu-west-1",
}


def load(path):
    return pl.scan_parquet(path, storage_options=OPTIONS)
