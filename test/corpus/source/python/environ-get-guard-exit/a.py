import os
import sys

if not os.getenv("AWS_ACCESS_KEY_ID"):
    sys.exit("AWS_ACCESS_KEY_ID is not set")
