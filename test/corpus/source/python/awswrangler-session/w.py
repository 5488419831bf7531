import awswrangler as wr
import boto3

session = boto3.Session(aws_access_key_id=a, aws_secret_access_key=b, region_name="eu-west-1")
df = wr.s3.read_parquet("s3://bucket/a", boto3_session=session)
