from aws_requests_auth.aws_auth import AWSRequestsAuth

auth = AWSRequestsAuth(
    aws_access_key=conf.key,
    aws_secret_access_key=conf.secret,
    aws_host=conf.host,
    aws_region="eu-west-1",
    aws_service="es",
)
