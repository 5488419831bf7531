import polars as pl

storage_options = {"aws_region": "eu-west-1"}
storage_options["aws_access_key_id"] = conf.key
storage_options["aws_secret_access_key"] = conf.secret
frame = pl.scan_parquet("s3://b/*.parquet", storage_options=storage_options)
