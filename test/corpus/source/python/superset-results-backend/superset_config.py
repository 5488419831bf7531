from s3cache.s3cache import S3Cache

S3_CACHE_BUCKET = "results"
RESULTS_BACKEND = S3Cache(S3_CACHE_BUCKET, "superset/")
