import awswrangler as wr

df = wr.s3.read_parquet("s3://bucket/a")
