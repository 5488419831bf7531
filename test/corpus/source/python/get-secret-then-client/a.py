import boto3
import hvac

given = hvac.Client().secrets.kv.read_secret("aws")["data"]["data"]
s3 = boto3.client("s3", aws_access_key_id=given["id"], aws_secret_access_key=given["secret"])
