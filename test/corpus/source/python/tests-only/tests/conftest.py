import os

os.environ["AWS_ACCESS_KEY_ID"] = "testing"
