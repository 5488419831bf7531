import polars as pl

storage_options = {"aws_region": "eu-west-1"}
frame = pl.scan_parquet("s3://b/*.parquet", storage_options=storage_options)
