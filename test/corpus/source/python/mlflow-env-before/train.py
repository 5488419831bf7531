import os

import mlflow

os.environ["AWS_ACCESS_KEY_ID"] = args.key
os.environ["AWS_SECRET_ACCESS_KEY"] = args.secret
os.environ["MLFLOW_S3_ENDPOINT_URL"] = "https://s3.eu-west-1.amazonaws.com"
mlflow.set_tracking_uri("https://mlflow.example.com")
