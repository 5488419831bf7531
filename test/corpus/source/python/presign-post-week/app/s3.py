import boto3

s3 = boto3.client("s3")
form = s3.generate_presigned_post("b", "k", ExpiresIn=7 * 24 * 3600)
