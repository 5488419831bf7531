import argparse

import boto3

parser = argparse.ArgumentParser()
parser.add_argument("--aws-access-key-id", required=True)
parser.add_argument("--aws-secret-access-key", required=True)
args = parser.parse_args()
s3 = boto3.client("s3")
