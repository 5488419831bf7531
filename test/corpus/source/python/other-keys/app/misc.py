import boto3
import jwt
from cachetools import TTLCache
from google.cloud import storage

cache = TTLCache(maxsize=10, ttl=604800)
s3 = boto3.client("s3")


def token(secret):
    return jwt.encode({"a": 1}, key=secret)


def put(name, body):
    s3.put_object(Bucket="b", Key=name, Body=body)
    return cache.get(key=name)
