import boto3
from requests_aws4auth import AWS4Auth

credentials = boto3.Session().get_credentials()
auth = AWS4Auth(region="eu-west-1", service="es", refreshable_credentials=credentials)
