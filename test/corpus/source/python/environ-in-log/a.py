import os

if "AWS_ACCESS_KEY_ID" in os.environ:
    print("static key is used, please remove it")
