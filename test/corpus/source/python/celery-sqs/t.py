import os

from kombu.utils.url import safequote

key = safequote(os.environ["AWS_ACCESS_KEY_ID"])
secret = safequote(os.environ["AWS_SECRET_ACCESS_KEY"])
broker_url = f"sqs://{key}:{secret}@"
