import boto3

session = boto3.session.Session(profile_name="production")
s3 = session.client("s3")
