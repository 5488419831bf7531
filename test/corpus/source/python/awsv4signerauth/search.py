import boto3
from opensearchpy import AWSV4SignerAuth, OpenSearch, RequestsHttpConnection

auth = AWSV4SignerAuth(boto3.Session().get_credentials(), "eu-west-1", "es")
client = OpenSearch(hosts=["search.example.com"], http_auth=auth, connection_class=RequestsHttpConnection)
