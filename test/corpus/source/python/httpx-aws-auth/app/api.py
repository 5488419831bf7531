import httpx
from httpx_auth import AWS4Auth

auth = AWS4Auth(access_id=conf.id, secret_key=conf.secret, region="eu-west-1", service="execute-api")
client = httpx.Client(auth=auth)
