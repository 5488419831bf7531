import dask.dataframe as dd

frame = dd.read_csv(
    "s3://b/*.csv",
    storage_options={
        "client_kwargs": {
            "aws_access_key_id": conf.key,
            "aws_secret_access_key": conf.secret,
        },
    },
)
