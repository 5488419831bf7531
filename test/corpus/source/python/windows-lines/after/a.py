import boto3

def make():
	return boto3.resource(
		"dynamodb",
		region_name="eu-west-1")
