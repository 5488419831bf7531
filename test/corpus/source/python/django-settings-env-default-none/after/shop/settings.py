import environ

env = environ.Env()
AWS_STORAGE_BUCKET_NAME = env("BUCKET")
