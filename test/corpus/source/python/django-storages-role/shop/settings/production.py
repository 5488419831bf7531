AWS_STORAGE_BUCKET_NAME = "shop-media"
AWS_S3_REGION_NAME = "eu-west-1"
AWS_QUERYSTRING_EXPIRE = 1800
SECRET_KEY = env("DJANGO_SECRET_KEY")
CACHES = {"default": {"BACKEND": "django_redis.cache.RedisCache", "KEY_PREFIX": "s3"}}
