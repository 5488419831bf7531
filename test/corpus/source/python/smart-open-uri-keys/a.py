from smart_open import open

with open(f"s3://{conf.key}:{conf.secret}@bucket/a.txt") as file:
    file.read()
