import argparse

import boto3

parser = argparse.ArgumentParser(description="Needs AWS_ACCESS_KEY_ID or a role")
parser.add_argument("--bucket", help="the bucket; credentials come from the role")
print("set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to run locally")
