import polars as pl

OPTIONS = {
    "aws_region": "eu-west-1",
    "aws_access_key_id": open("/run/key").read(),
    "aws_secret_access_key": open("/run/secret").read(),
}


def load(path):
    return pl.scan_parquet(path, storage_options=OPTIONS)
