from functools import partial

import boto3

make = partial(boto3.client, aws_access_key_id=conf.key, aws_secret_access_key=conf.secret)
s3 = make("s3")
