import boto3
from botocore import UNSIGNED
from botocore.config import Config

open_data = boto3.client("s3", config=Config(signature_version=UNSIGNED))
