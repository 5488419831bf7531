import awswrangler as wr
import boto3

session = boto3.Session(region_name="eu-west-1")
df = wr.s3.read_parquet("s3://bucket/a", boto3_session=session)
