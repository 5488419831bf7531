import boto3

session = boto3.Session(profile_name=settings.PROFILE, region_name="eu-west-1")
