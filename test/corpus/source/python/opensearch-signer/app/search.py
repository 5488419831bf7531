import boto3
from opensearchpy import OpenSearch, RequestsHttpConnection, RequestsAWSV4SignerAuth

credentials = boto3.Session().get_credentials()
auth = RequestsAWSV4SignerAuth(credentials, "eu-west-1", "es")
client = OpenSearch(hosts=["https://search"], http_auth=auth, connection_class=RequestsHttpConnection)
