from .secrets import key, secret

BROKER = f"sqs://{key}:{secret}@/0"
