BOT_NAME = "crawler"
FEEDS = {"s3://feeds/%(name)s.json": {"format": "json"}}
