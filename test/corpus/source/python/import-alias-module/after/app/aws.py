import boto3 as b3

session = b3.session.Session()
