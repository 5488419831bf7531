import configparser
import boto3

config = configparser.ConfigParser()
config.read("config.ini")
s3 = boto3.client(
    "s3",
    aws_access_key_id=config["aws"]["access_key_id"],
    aws_secret_access_key=config["aws"]["secret_access_key"],
)
