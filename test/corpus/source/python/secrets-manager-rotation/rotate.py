import boto3

iam = boto3.client("iam")
table = boto3.resource("dynamodb").Table("rotations")


def rotate(user):
    key = iam.create_access_key(UserName=user)["AccessKey"]
    row = {"user": user, "access_key_id": key["AccessKeyId"], "bucket": "rotations"}
    table.put_item(Item=row)
    boto3.client("secretsmanager").put_secret_value(
        SecretId=user, SecretString=f"{key['AccessKeyId']}:{key['SecretAccessKey']}"
    )
