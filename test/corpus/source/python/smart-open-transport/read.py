import boto3
from smart_open import open

session = boto3.Session(region_name="eu-west-1")


def lines(key):
    with open(f"s3://files/{key}", transport_params={"client": session.client("s3")}) as handle:
        yield from handle
