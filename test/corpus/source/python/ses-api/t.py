import boto3

boto3.client("sesv2").send_email(FromEmailAddress="a@example.com", Content={})
