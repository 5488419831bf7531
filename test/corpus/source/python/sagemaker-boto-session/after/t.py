import boto3
import sagemaker

session = sagemaker.Session(
    boto_session=boto3.Session()
)
