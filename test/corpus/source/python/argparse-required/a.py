import argparse

import boto3

parser = argparse.ArgumentParser()
parser.add_argument("--aws-access-key-id", required=True)
parser.add_argument("--aws-secret-access-key", required=True)
args = parser.parse_args()
s3 = boto3.client("s3", aws_access_key_id=args.aws_access_key_id, aws_secret_access_key=args.aws_secret_access_key)
