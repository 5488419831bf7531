import argparse
import boto3

parser = argparse.ArgumentParser()
parser.add_argument("--aws-access-key-id", default=None)
parser.add_argument("--aws-secret-access-key", default=None)
args = parser.parse_args()

if args.aws_access_key_id:
    session = boto3.Session(
        aws_access_key_id=args.aws_access_key_id,
        aws_secret_access_key=args.aws_secret_access_key,
    )
else:
    session = boto3.Session()
