"""Hands out links to receipts."""
import os

import boto3
from flask import Flask, redirect

app = Flask(__name__)
bucket = os.environ["S3_BUCKET"]
s3 = boto3.client(
    "s3",
    aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"],
    aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"],
)


@app.get("/receipts/<path:name>")
def receipt(name):
    link = s3.generate_presigned_url(
        "get_object", Params={"Bucket": bucket, "Key": name}, ExpiresIn=300
    )
    return redirect(link)
