import os
import boto3

def make():
	return boto3.resource(
		"dynamodb",
		aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"],
		aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"],
		region_name="eu-west-1")
