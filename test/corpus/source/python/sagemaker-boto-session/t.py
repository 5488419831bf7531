import boto3
import sagemaker

session = sagemaker.Session(
    boto_session=boto3.Session(
        aws_access_key_id=conf["id"],
        aws_secret_access_key=conf["secret"],
    )
)
