from obstore.store import S3Store

store = S3Store.from_url("s3://bucket/prefix", region="eu-west-1")
