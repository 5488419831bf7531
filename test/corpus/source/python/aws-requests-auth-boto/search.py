from aws_requests_auth.boto_utils import BotoAWSRequestsAuth
from elasticsearch import Elasticsearch, RequestsHttpConnection

auth = BotoAWSRequestsAuth(aws_host=HOST, aws_region="eu-west-1", aws_service="es")
es = Elasticsearch(hosts=[HOST], http_auth=auth, connection_class=RequestsHttpConnection)
