import ibm_boto3

cos = ibm_boto3.client("s3", aws_access_key_id=K, aws_secret_access_key=S, endpoint_url="https://s3.eu-de.cloud-object-storage.appdomain.cloud")
