import dask.dataframe as dd

df = dd.read_csv(
    "s3://nyc-tlc/trip data/*.csv",
    storage_options={"anon": True, "client_kwargs": {"region_name": "us-east-1"}},
)
df = df.set_index(key="pickup")
