import configparser
import boto3

config = configparser.ConfigParser()
config.read("config.ini")
s3 = boto3.client(
    "s3",
)
