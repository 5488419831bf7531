from opensearchpy import OpenSearch
from requests_aws4auth import AWS4Auth

auth = AWS4Auth(conf.key, conf.secret, "eu-west-1", "es")
client = OpenSearch(hosts=[{"host": "search.example.com", "port": 443}], http_auth=auth)
