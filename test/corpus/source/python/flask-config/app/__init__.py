from flask import Flask, current_app
import boto3


def s3():
    return boto3.client(
        service_name="s3",
        aws_access_key_id=current_app.config["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=current_app.config["AWS_SECRET_ACCESS_KEY"],
        config=Config(signature_version="s3v4"),
    )
