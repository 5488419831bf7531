def write(frame, conf):
    frame.to_parquet("s3://b/a.parquet", storage_options={"key": conf.key, "secret": conf.secret})
