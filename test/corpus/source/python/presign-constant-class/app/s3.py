import boto3


class Links:
    LIFE = 60 * 60 * 24 * 3

    def make(self, key):
        return boto3.client("s3").generate_presigned_url(
            "get_object", Params={"Bucket": "b", "Key": key}, ExpiresIn=self.LIFE
        )
