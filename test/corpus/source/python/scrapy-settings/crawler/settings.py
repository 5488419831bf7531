import os

BOT_NAME = "crawler"
FEEDS = {"s3://feeds/%(name)s.json": {"format": "json"}}
AWS_ACCESS_KEY_ID = os.environ["FEEDS_ID"]
AWS_SECRET_ACCESS_KEY = os.environ["FEEDS_SECRET"]
