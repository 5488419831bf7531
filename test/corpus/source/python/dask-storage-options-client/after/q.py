import dask.dataframe as dd

frame = dd.read_csv(
    "s3://b/*.csv",
    storage_options={},
)
