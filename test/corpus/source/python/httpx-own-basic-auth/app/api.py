import boto3
import httpx

client = httpx.Client(auth=httpx.BasicAuth(conf.access_key, conf.secret_key))
s3 = boto3.client("s3")
