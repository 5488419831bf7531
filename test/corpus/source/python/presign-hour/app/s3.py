import boto3

EXPIRES = 3600
url = boto3.client("s3").generate_presigned_url("get_object", ExpiresIn=EXPIRES)
