import os

if not os.environ.get("AWS_ACCESS_KEY_ID"):
    log.error("no key")
    raise SystemExit(1)
