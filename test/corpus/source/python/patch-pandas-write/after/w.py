def write(frame, conf):
    frame.to_parquet("s3://b/a.parquet")
