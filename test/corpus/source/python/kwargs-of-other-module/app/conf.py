import os

AWS_OPTIONS = {
    "aws_access_key_id": os.environ["STORE_ID"],
    "aws_secret_access_key": os.environ["STORE_SECRET"],
}
