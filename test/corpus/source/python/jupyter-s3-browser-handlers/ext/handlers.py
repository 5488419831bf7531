import boto3


class AuthHandler(APIHandler):
    def create_client(self, config):
        if config.role_arn:
            return boto3.client("s3")
        return boto3.resource(
            "s3",
            aws_access_key_id=config.client_id,
            aws_secret_access_key=config.client_secret,
            aws_session_token=config.session_token,
        )
