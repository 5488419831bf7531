from obstore.store import S3Store

store = S3Store("bucket", region="eu-west-1", access_key_id=conf.a, secret_access_key=conf.b)
