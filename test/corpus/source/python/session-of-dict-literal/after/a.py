import boto3

creds = dict()
session = boto3.session.Session(**creds)
