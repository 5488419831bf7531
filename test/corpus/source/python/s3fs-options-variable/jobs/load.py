import os
import dask.dataframe as dd

options = {
    "key": os.environ["S3_KEY"],
    "secret": os.environ["S3_SECRET"],
    "client_kwargs": {"region_name": "eu-central-1"},
}

df = dd.read_parquet("s3://lake/events/*.parquet", storage_options=options)
