import boto3
from opensearchpy import OpenSearch, RequestsHttpConnection
from requests_aws4auth import AWS4Auth

credentials = boto3.Session().get_credentials()
auth = AWS4Auth(
    credentials.access_key,
    credentials.secret_key,
    "eu-west-1",
    "es",
    session_token=credentials.token,
)
client = OpenSearch(hosts=["https://search"], http_auth=auth, connection_class=RequestsHttpConnection)
