import boto3
import botocore.session

session = botocore.session.Session()
credentials = session.get_credentials()

s3 = boto3.client(
    "s3",
)
