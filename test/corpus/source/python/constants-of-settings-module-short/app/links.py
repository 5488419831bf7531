import boto3
from app.constants import DOWNLOAD_LINK_TTL


def link(s3, key):
    return s3.generate_presigned_url("get_object", Params={"Key": key}, ExpiresIn=DOWNLOAD_LINK_TTL)
