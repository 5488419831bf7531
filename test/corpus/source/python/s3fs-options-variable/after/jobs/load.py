import dask.dataframe as dd

options = {
    "client_kwargs": {"region_name": "eu-central-1"},
}

df = dd.read_parquet("s3://lake/events/*.parquet", storage_options=options)
