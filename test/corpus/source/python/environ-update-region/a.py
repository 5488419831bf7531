import os

os.environ.update({"AWS_DEFAULT_REGION": "eu-west-1"})
