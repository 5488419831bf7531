"""Files of the shop."""
import os

import boto3

# Where the pictures are.
BUCKET = os.environ["BUCKET"]

s3 = boto3.client(
    "s3",
    region_name="eu-west-1",  # the only one
)
