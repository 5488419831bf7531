import os

way = "key" if os.getenv("AWS_ACCESS_KEY_ID") else "irsa"
metrics.gauge("auth", 1, tags=[way])
