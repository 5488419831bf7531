import boto3

session = boto3.Session(profile_name="prod", region_name="eu-west-1")
