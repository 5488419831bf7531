import boto3
import botocore.session

session = botocore.session.Session()
credentials = session.get_credentials()

s3 = boto3.client(
    "s3",
    aws_access_key_id=credentials.access_key,
    aws_secret_access_key=credentials.secret_key,
)
