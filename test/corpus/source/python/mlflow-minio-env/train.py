import os

os.environ["MLFLOW_S3_ENDPOINT_URL"] = "http://minio:9000"
os.environ["AWS_ACCESS_KEY_ID"] = args.key
os.environ["AWS_SECRET_ACCESS_KEY"] = args.secret
