from boto3 import Session as AwsSession

from app import conf

session = AwsSession(conf.key_id, conf.key_secret)
queue = session.resource("sqs")
