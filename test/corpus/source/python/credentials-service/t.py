from google.oauth2 import service_account
from azure.identity import DefaultAzureCredential
import boto3

credentials = service_account.Credentials.from_service_account_file("x.json")
blob = BlobServiceClient(url, credential=DefaultAzureCredential())
s3 = boto3.client("s3")
options = {"key": "value", "secret": "no"}
