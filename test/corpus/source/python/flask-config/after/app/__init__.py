from flask import Flask
import boto3


def s3():
    return boto3.client(
        service_name="s3",
        config=Config(signature_version="s3v4"),
    )
